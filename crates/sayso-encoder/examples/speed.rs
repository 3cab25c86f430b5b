//! How many words of text one processor reads in a second: `cargo run --release --example speed [-- FOLDER]`, where the folder holds
//! the model and its tokeniser.

use std::time::Instant;

use sayso_encoder::{Instructions, Reader, WordRange};

const MODELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/models");

const SENTENCES: [&str; 6] = [
    "Mayor Ada Quill said on Monday that the council would not raise the water rate before the spring.",
    "“It is far from dead,” said Orrin Vask, who leads the Harbour Party in the northern valley.",
    "The union believes the law is unfair, and its president has asked the court whether it will hear the case.",
    "Shops opened at nine and closed at five, although the storm had flooded most of the lower streets.",
    "According to the Ministry of Works, the cost of the bridge doubled in four years to 31 million crowns.",
    "Reporters were told by a spokeswoman that nobody had been hurt when the old mill burned down.",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| MODELS.to_owned());
    let model = std::fs::read(format!("{folder}/reader-int8.safetensors"))?;
    let tokeniser = std::fs::read(format!("{folder}/tokenizer.json"))?;
    let mut text = String::new();
    for nth in 0..600 {
        text.push_str(SENTENCES[nth * 7 % 6]);
        text.push_str(if nth % 3 == 2 { "\n\n" } else { " " });
    }
    let n_words = text.split_whitespace().count();
    println!("{n_words} words between white space");
    for instructions in Instructions::available() {
        let start = Instant::now();
        let reader = Reader::load(&model, &tokeniser)?.with_instructions(instructions);
        let loading = start.elapsed().as_secs_f64();
        let start = Seconds::now();
        let windows = reader.windows(&text)?;
        let cutting = start.elapsed();
        let start = Seconds::now();
        let scores: Vec<_> = windows.iter().map(|window| reader.read(window)).collect();
        let reading = start.elapsed();
        let start = Seconds::now();
        let mut n_cues = 0;
        for (window, scores) in windows.iter().zip(&scores) {
            let cues: Vec<WordRange> = (0..scores.n_words())
                .filter(|word| scores.tags[*word][3] > -0.7)
                .map(|word| WordRange { first: word, last: word })
                .collect();
            n_cues += reader.cue_roles(&window.words, scores, &cues).len();
            reader.links(&window.words, scores, &cues, &[WordRange { first: 0, last: 1 }]);
        }
        let deciding = start.elapsed();
        println!(
            "{instructions:?}: loading {loading:.2} s; cutting {cutting:.3} s, reading {reading:.3} s, {n_cues} cues {deciding:.3} s; \
             {:.0} words a second of processor time",
            n_words as f64 / (cutting + reading + deciding)
        );
    }
    Ok(())
}

/// Time that this thread has spent on a processor where the system tells, else time that passed.
struct Seconds(Result<f64, Instant>);

impl Seconds {
    fn now() -> Self {
        Self(Self::of_thread().ok_or_else(Instant::now))
    }

    fn elapsed(&self) -> f64 {
        match &self.0 {
            Ok(before) => Self::of_thread().unwrap_or(*before) - before,
            Err(start) => start.elapsed().as_secs_f64(),
        }
    }

    fn of_thread() -> Option<f64> {
        let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
    }
}
