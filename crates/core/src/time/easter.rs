//! The date of Easter, western and orthodox.

use jiff::civil::Date;

use super::calendar::Church;

/// Easter Sunday of a year in the Gregorian calendar, by the rule of the church given.
///
/// Western: the anonymous Gregorian rule. Orthodox: the Julian rule of Meeus, carried over into the
/// Gregorian calendar with the distance of the two in that century. `None` outside the range of dates.
pub(super) fn easter_sunday(year: i16, church: Church) -> Option<Date> {
    match church {
        Church::Western => western(year),
        Church::Orthodox => orthodox(year),
    }
}

fn western(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y % 19;
    let (century, in_century) = (y / 100, y % 100);
    let correction = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + correction + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late + 114;
    date(year, days / 31, days % 31 + 1)
}

fn orthodox(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let moon = (19 * (y % 19) + 15) % 30;
    let to_sunday = (2 * (y % 4) + 4 * (y % 7) - moon + 34) % 7;
    let days = moon + to_sunday + 114;
    // Easter falls after February in the Julian calendar, so the leap day of a century year is past.
    let calendars_apart = y / 100 - y / 400 - 2;
    let julian = date(year, days / 31, days % 31 + 1)?;
    julian.checked_add(jiff::Span::new().try_days(calendars_apart).ok()?).ok()
}

fn date(year: i16, month: i32, day: i32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_agrees_with_the_published_tables() {
        let table = [
            (1943, date(1943, 4, 25), date(1943, 4, 25)),
            (1954, date(1954, 4, 18), date(1954, 4, 25)),
            (1981, date(1981, 4, 19), date(1981, 4, 26)),
            (2000, date(2000, 4, 23), date(2000, 4, 30)),
            (2008, date(2008, 3, 23), date(2008, 4, 27)),
            (2010, date(2010, 4, 4), date(2010, 4, 4)),
            (2013, date(2013, 3, 31), date(2013, 5, 5)),
            (2014, date(2014, 4, 20), date(2014, 4, 20)),
            (2016, date(2016, 3, 27), date(2016, 5, 1)),
            (2021, date(2021, 4, 4), date(2021, 5, 2)),
            (2022, date(2022, 4, 17), date(2022, 4, 24)),
            (2023, date(2023, 4, 9), date(2023, 4, 16)),
            (2024, date(2024, 3, 31), date(2024, 5, 5)),
            (2025, date(2025, 4, 20), date(2025, 4, 20)),
            (2026, date(2026, 4, 5), date(2026, 4, 12)),
            (2027, date(2027, 3, 28), date(2027, 5, 2)),
            (2038, date(2038, 4, 25), date(2038, 4, 25)),
        ];
        for (year, west, east) in table {
            assert_eq!(easter_sunday(year, Church::Western), Some(west), "western {year}");
            assert_eq!(easter_sunday(year, Church::Orthodox), Some(east), "orthodox {year}");
        }
    }

    #[test]
    fn easter_is_a_sunday_in_spring_for_centuries() {
        for year in 1700..2300 {
            for church in [Church::Western, Church::Orthodox] {
                let easter = easter_sunday(year, church).unwrap();
                assert_eq!(easter.weekday(), jiff::civil::Weekday::Sunday, "{church:?} {year}");
                assert!((3..=5).contains(&easter.month()), "{church:?} {year}");
            }
            assert!(easter_sunday(year, Church::Orthodox) >= easter_sunday(year, Church::Western));
        }
    }
}
