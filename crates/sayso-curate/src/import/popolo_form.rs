//! The form of a Popolo file, as far as it is used. All keys but `persons` may be missing, and unknown ones are passed over.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct FileForm {
    pub(super) persons: Vec<PersonForm>,
    #[serde(default)]
    pub(super) organizations: Vec<OrganizationForm>,
    #[serde(default)]
    pub(super) memberships: Vec<MembershipForm>,
    #[serde(default)]
    pub(super) posts: Vec<PostForm>,
    #[serde(default)]
    pub(super) areas: Vec<LabelForm>,
    #[serde(default)]
    pub(super) events: Vec<EventForm>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PersonForm {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) sort_name: Option<String>,
    pub(super) given_name: Option<String>,
    pub(super) family_name: Option<String>,
    pub(super) honorific_prefix: Option<String>,
    #[serde(default)]
    pub(super) other_names: Vec<OtherNameForm>,
    #[serde(default)]
    pub(super) identifiers: Vec<IdentifierForm>,
    #[serde(default)]
    pub(super) contact_details: Vec<ContactForm>,
    #[serde(default)]
    pub(super) memberships: Vec<MembershipForm>,
}

#[derive(Debug, Deserialize)]
pub(super) struct OrganizationForm {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) classification: Option<String>,
    pub(super) parent_id: Option<String>,
    #[serde(default)]
    pub(super) other_names: Vec<OtherNameForm>,
    #[serde(default)]
    pub(super) identifiers: Vec<IdentifierForm>,
    #[serde(default)]
    pub(super) memberships: Vec<MembershipForm>,
}

#[derive(Debug, Deserialize)]
pub(super) struct OtherNameForm {
    pub(super) name: Option<String>,
    pub(super) start_date: Option<String>,
    pub(super) end_date: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct IdentifierForm {
    pub(super) scheme: Option<String>,
    pub(super) identifier: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ContactForm {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) value: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct MembershipForm {
    pub(super) person_id: Option<String>,
    pub(super) organization_id: Option<String>,
    pub(super) on_behalf_of_id: Option<String>,
    pub(super) post_id: Option<String>,
    pub(super) area_id: Option<String>,
    pub(super) area: Option<LabelForm>,
    pub(super) legislative_period_id: Option<String>,
    pub(super) role: Option<String>,
    pub(super) start_date: Option<String>,
    pub(super) end_date: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PostForm {
    pub(super) id: Option<String>,
    pub(super) label: Option<String>,
    pub(super) organization_id: Option<String>,
    pub(super) area_id: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct LabelForm {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct EventForm {
    pub(super) id: Option<String>,
    pub(super) start_date: Option<String>,
    pub(super) end_date: Option<String>,
}
