//! The pilot region: its bodies and people stand in `region.toml`, in the form of every directory file. All of them are
//! invented; only the towns are real.

/// The directory of the demonstration.
pub const REGION: &str = include_str!("region.toml");

/// Code of the oblast: bodies for all districts stand there.
pub const OBLAST: &str = "BR";

/// Codes of the districts, with their towns as people there say them.
pub const DISTRICTS: [(&str, &str); 5] =
    [("BRE", "Брест"), ("KOB", "Кобрин"), ("KAM", "Каменец"), ("PRU", "Пружаны"), ("PIN", "Пинск")];

/// The people to choose from, one of each seat, by their sign-in names.
pub const PERSONAS: [&str; 11] = [
    "patrol",
    "dv_unit",
    "clinician",
    "school",
    "social",
    "advocate",
    "programme",
    "prosecutor",
    "coordinator",
    "supervisor",
    "administrator",
];
