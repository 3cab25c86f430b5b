//! Numbers that states give to people: one rule a file, each with the check digits that its number has.

pub(super) mod uk_national_insurance;

pub(super) mod uk_nhs;

pub(super) mod us_social_security;

pub(super) mod ca_social_insurance;

pub(super) mod ie_pps;

pub(super) mod fr_nir;

pub(super) mod de_steuer_id;

pub(super) mod es_dni;

pub(super) mod it_codice_fiscale;

pub(super) mod nl_bsn;

pub(super) mod be_rijksregister;

pub(super) mod pl_pesel;

pub(super) mod se_personnummer;

pub(super) mod no_fodselsnummer;

pub(super) mod dk_cpr;

pub(super) mod fi_henkilotunnus;

pub(super) mod br_cpf;

pub(super) mod in_aadhaar;
