//! The tables of a `.dna` file: the names and columns that Discourse Network Analyzer 3 reads, in a declaration of our own.

/// How the file is written: in one go, by us alone. A file that is not finished is thrown away, so it needs no journal.
pub(super) const SETTINGS: &str = "\
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA auto_vacuum = NONE;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = MEMORY;
PRAGMA foreign_keys = OFF;
";

/// What a coder may do; all of it.
const PERMISSIONS: [&str; 16] = [
    "AddDocuments",
    "EditDocuments",
    "DeleteDocuments",
    "ImportDocuments",
    "AddStatements",
    "EditStatements",
    "DeleteStatements",
    "EditAttributes",
    "EditRegex",
    "EditStatementTypes",
    "EditCoders",
    "EditCoderRelations",
    "ViewOthersDocuments",
    "EditOthersDocuments",
    "ViewOthersStatements",
    "EditOthersStatements",
];

/// Tables with their columns: `ID` is the key, and what starts with `_` holds text, whose name goes without it.
const TABLES: [(&str, &str); 16] = [
    ("SETTINGS", "_Property _Value"),
    ("CODERRELATIONS", "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments"),
    ("DOCUMENTS", "ID _Title _Text Coder _Author _Source _Section _Notes _Type Date"),
    ("STATEMENTTYPES", "ID _Label Red Green Blue"),
    ("VARIABLES", "ID _Variable _DataType StatementTypeId"),
    ("VARIABLELINKS", "ID SourceVariableId TargetVariableId"),
    ("REGEXES", "_Label Red Green Blue"),
    ("STATEMENTS", "ID StatementTypeId DocumentId Start Stop Coder"),
    ("ENTITIES", "ID VariableId _Value Red Green Blue ChildOf"),
    ("DATASHORTTEXT", "ID StatementId VariableId Entity"),
    ("DATALONGTEXT", "ID StatementId VariableId _Value"),
    ("DATABOOLEAN", "ID StatementId VariableId Value"),
    ("DATAINTEGER", "ID StatementId VariableId Value"),
    ("ATTRIBUTEVARIABLES", "ID VariableId _AttributeVariable"),
    ("ATTRIBUTEVALUES", "ID EntityId AttributeVariableId _AttributeValue"),
    (
        "CODERS",
        "ID _Name Red Green Blue Refresh FontSize _Password PopupWidth ColorByCoder PopupDecoration PopupAutoComplete",
    ),
];

/// Statements that make all tables.
pub(super) fn tables() -> String {
    let mut sql = String::new();
    for (table, columns) in TABLES {
        let mut columns: Vec<String> = columns.split(' ').map(column).collect();
        if table == "CODERS" {
            columns.extend(PERMISSIONS.map(|what| format!("Permission{what} INTEGER")));
        }
        sql += &format!("CREATE TABLE {table} ({});\n", columns.join(", "));
    }
    sql
}

fn column(name: &str) -> String {
    match name.strip_prefix('_') {
        Some(name) => format!("{name} TEXT"),
        None if name == "ID" => "ID INTEGER PRIMARY KEY".to_owned(),
        None => format!("{name} INTEGER"),
    }
}

/// A statement that inserts a coder with every permission: number, name, password, and a colour of red, green and blue.
pub(super) fn insert_coder() -> String {
    let permissions = PERMISSIONS.map(|what| format!("Permission{what}")).join(", ");
    let ones = ["1"; PERMISSIONS.len()].join(", ");
    format!(
        "INSERT INTO CODERS (ID, Name, Password, Red, Green, Blue, Refresh, FontSize, PopupWidth, ColorByCoder, \
         PopupDecoration, PopupAutoComplete, {permissions}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 14, 300, 0, 0, 1, {ones})"
    )
}
