//! The server: routes, headers, limits.

use std::sync::Arc;
use std::time::Duration;

use abri_app::App;
use abri_text::Texts;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::limits::Limits;
use crate::routes::{
    audit, case, fact, lists, look_up, password, preferences, report, school, sign_in, work,
};
use crate::{assets, context, problem};

/// A form may be this large at the most.
const MOST_BYTES: usize = 512 * 1024;

/// How the pages are served.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Cookies only over TLS. Off for a demonstration on the own machine.
    pub secure_cookies: bool,
    /// Version of the program, for the footer.
    pub version: String,
}

/// What every handler needs.
#[derive(Clone)]
pub(crate) struct Web {
    pub app: App,
    pub texts: Arc<Texts>,
    pub settings: Arc<Settings>,
    pub assets: Arc<str>,
    pub limits: Arc<Limits>,
}

/// The pages of an application.
pub fn router(app: App, texts: Arc<Texts>, settings: Settings) -> Router {
    let web = Web {
        app,
        texts,
        settings: Arc::new(settings),
        assets: Arc::from(assets::version()),
        limits: Arc::new(Limits::new()),
    };
    let policy = "default-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
                  frame-ancestors 'none'";
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    Router::new()
        .route("/", get(work::show))
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-in/demo", post(sign_in::enter_as))
        .route("/sign-out", post(sign_in::leave))
        .route("/session", get(sign_in::alive))
        .route("/password", get(password::show).post(password::send))
        .route("/preferences", post(preferences::set))
        .route("/report/new", get(report::new))
        .route("/report/{draft}", get(report::show).post(report::send))
        .route("/report/{draft}/draft", post(report::keep))
        .route("/look-up", get(look_up::show).post(look_up::search))
        .route("/cases", get(lists::cases))
        .route("/cases/{case}", get(case::show))
        .route("/cases/{case}/followed", get(case::followed))
        .route("/cases/{case}/sharing", get(case::sharing))
        .route("/cases/{case}/record/{kind}", get(fact::show).post(fact::send))
        .route("/cases/{case}/facts/{fact}/correct", get(fact::correct).post(fact::send_correction))
        .route("/cases/{case}/duties/{item}/done", get(work::done).post(work::send_done))
        .route("/cases/{case}/duties/{item}/waive", get(work::waive).post(work::send_waive))
        .route("/notices", get(school::notices))
        .route("/notices/{case}/{fact}", get(school::notice).post(school::acknowledge))
        .route("/programme", get(lists::offenders))
        .route("/programme/{case}", get(case::offender))
        .route("/escalations", get(lists::escalations))
        .route("/audit", get(audit::show))
        .route("/about", get(lists::about))
        .route("/static/{file}", get(assets::file))
        .route_layer(axum::middleware::from_fn(context::known_address))
        .fallback(problem::nothing_here)
        .layer(axum::middleware::from_fn_with_state(web.clone(), context::guard))
        .layer(CatchPanicLayer::new())
        .layer(RequestBodyLimitLayer::new(MOST_BYTES))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(30),
        ))
        .layer(SetResponseHeaderLayer::overriding(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(policy),
        ))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(fixed(
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .with_state(web)
}

/// Serves until `stopped` is ready, then finishes what is under way.
///
/// # Errors
///
/// Where the listener fails.
pub async fn serve(
    listener: tokio::net::TcpListener,
    router: Router,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped).await
}
