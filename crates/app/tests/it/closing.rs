//! The way to a closed case: calm, nothing owed, no order left.

use abri_core::Plane;
use abri_core::fact::{Assessment, Body, Closing};
use abri_core::id::CaseId;
use jiff::SignedDuration;

use crate::world::{World, actor, fact};

impl World {
    /// Forty days pass, everything that is owed is done, and the case is closed.
    pub async fn close(&self, case: CaseId) {
        let desk = actor("dv_unit");
        self.clock.advance(SignedDuration::from_hours(24 * 40));
        let calm = Assessment { level: Some("low".to_owned()), second_person: true, ..Assessment::default() };
        let calm = fact(&self.app, self.app.now(), Plane::Joint, Body::RiskAssessed(calm));
        self.app.record(&desk, case, vec![calm]).await.unwrap();
        // What is done may call for more; after a few rounds nothing is left.
        for _ in 0..4 {
            for key in KEYS {
                for row in self.app.work_list(&actor(key)).await.unwrap().held {
                    self.app.discharge(&actor(key), &row.item.id, "Сделано").await.unwrap();
                }
            }
        }
        let closed = Body::Closed(Closing { reason: Some("safe_for_long".to_owned()), text: None });
        let closed = fact(&self.app, self.app.now(), Plane::Joint, closed);
        self.app.record(&desk, case, vec![closed]).await.unwrap();
    }
}

const KEYS: [&str; 10] = [
    "patrol",
    "dv_unit",
    "school",
    "crisis_centre",
    "programme",
    "hospital",
    "social_centre",
    "prosecution",
    "court",
    "council",
];
