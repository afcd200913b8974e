//! Pictures of the sample figures, kept as files: look at them when they change.

#[path = "../examples/gallery/samples.rs"]
mod samples;

use mainstay_charts::{Caption, Figure, Palette, Size, Words};

fn keep(name: &str, figure: &Figure) {
    let caption = Caption {
        headline: figure.title.clone(),
        subtitle: String::new(),
        footer: vec!["Invented figures.".to_owned()],
    };
    for (size, suffix) in [(Size::Wide, "wide"), (Size::Narrow, "narrow")] {
        let file = figure.standalone(size, &caption, &Palette::LIGHT);
        insta::assert_binary_snapshot!(&format!("{name}-{suffix}.svg"), file.into_bytes());
    }
}

#[test]
fn pictures_of_every_figure() {
    let words = Words::english();
    for (name, figure) in samples::figures(&words) {
        keep(name, &figure);
    }
    keep("multiples", &samples::multiples().draw(&words).whole);
    keep("ruler", &samples::ruler().draw(&words));
    keep("ruler-tight", &samples::tight_ruler().draw(&words));
    keep("bars", &samples::bars().draw(&words));
}

#[test]
fn markup_for_a_page() {
    let words = Words::spanish();
    let trend = &samples::small_trends()[0];
    insta::assert_snapshot!("page-small", trend.draw_small(&words).inline("resultado"));
    insta::assert_snapshot!("page-trend", trend.draw(&words).inline("resultado"));
}
