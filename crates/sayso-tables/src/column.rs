//! What one column holds.

/// The type of a column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Any text.
    Text,
    /// One word of a closed list.
    Closed(&'static [&'static str]),
    /// A whole number, 64 bits.
    Integer,
    /// A decimal number, 64 bits, always finite.
    Number,
    /// True or false.
    Boolean,
}

/// One column: its name, what it holds and which values it may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Name in files.
    pub name: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// What it holds, in words a researcher understands.
    pub description: &'static str,
    /// Type of its values.
    pub column_type: ColumnType,
    /// Whether a row may go without a value.
    pub is_nullable: bool,
    /// Whether no two rows may have the same value.
    pub is_unique: bool,
    /// What its numbers count.
    pub unit: Option<&'static str>,
    /// Regular expression that the whole value matches.
    pub pattern: Option<&'static str>,
    /// Smallest value.
    pub minimum: Option<i64>,
    /// Largest value.
    pub maximum: Option<i64>,
}

impl Column {
    /// A required text.
    pub(crate) const fn text(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self {
            name,
            title,
            description,
            column_type: ColumnType::Text,
            is_nullable: false,
            is_unique: false,
            unit: None,
            pattern: None,
            minimum: None,
            maximum: None,
        }
    }

    /// A required word of a closed list.
    pub(crate) const fn closed(
        name: &'static str,
        title: &'static str,
        description: &'static str,
        words: &'static [&'static str],
    ) -> Self {
        Self { column_type: ColumnType::Closed(words), ..Self::text(name, title, description) }
    }

    /// A required whole number, not negative.
    pub(crate) const fn integer(name: &'static str, title: &'static str, description: &'static str) -> Self {
        let column = Self::text(name, title, description);
        Self { column_type: ColumnType::Integer, minimum: Some(0), ..column }
    }

    /// A required decimal number.
    pub(crate) const fn number(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self { column_type: ColumnType::Number, ..Self::text(name, title, description) }
    }

    /// A required true or false.
    pub(crate) const fn boolean(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self { column_type: ColumnType::Boolean, ..Self::text(name, title, description) }
    }

    /// What files call the type of its values: `string`, `integer`, `number` or `boolean`.
    pub fn type_word(&self) -> &'static str {
        crate::table_schema::type_word(self.column_type)
    }

    /// The same, where a row may go without a value.
    pub(crate) const fn nullable(self) -> Self {
        Self { is_nullable: true, ..self }
    }

    /// The same, where no two rows may have the same value.
    pub(crate) const fn unique(self) -> Self {
        Self { is_unique: true, ..self }
    }

    /// The same under another name for people and another description.
    pub(crate) const fn described(self, title: &'static str, description: &'static str) -> Self {
        Self { title, description, ..self }
    }

    /// The same under another name.
    pub(crate) const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// The same with the thing that its numbers count.
    pub(crate) const fn unit(self, unit: &'static str) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// The same with a regular expression for its values.
    pub(crate) const fn pattern(self, pattern: &'static str) -> Self {
        Self { pattern: Some(pattern), ..self }
    }

    /// The same with a smallest and a largest value.
    pub(crate) const fn between(self, minimum: i64, maximum: i64) -> Self {
        Self { minimum: Some(minimum), maximum: Some(maximum), ..self }
    }

    /// The same, counted from 1.
    pub(crate) const fn counted_from_one(self) -> Self {
        Self { minimum: Some(1), ..self }
    }
}
