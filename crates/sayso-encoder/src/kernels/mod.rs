//! The arithmetic of the encoder: the same numbers on every processor, as fast as each allows.
//!
//! Whole-number products (`matrix`) are exact whatever instructions compute them. Everything in floating point (`float`,
//! `attention`) is written once in plain Rust with a fixed order of operations over 16 lanes, and compiled once for each kind of
//! processor: the compiler may use wider registers but never changes the order, so results agree to the last bit. The inner loop of
//! attention alone is written out for each kind as well, because compilers do not always see that it can be.

pub(crate) mod attention;
pub(crate) mod float;
pub(crate) mod matrix;

/// Which instructions the processor has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instructions {
    /// Nothing beyond what the program was compiled for.
    Portable,
    /// x86-64 with AVX2.
    Avx2,
    /// x86-64 with AVX-512 and its int8 dot products (VNNI).
    Avx512Vnni,
}

impl Instructions {
    /// The best that this processor has.
    pub fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let has_avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni");
            if has_avx512 {
                return Self::Avx512Vnni;
            }
            if is_x86_feature_detected!("avx2") {
                return Self::Avx2;
            }
        }
        Self::Portable
    }

    /// Every kind that this processor can run, the portable one first.
    pub fn available() -> Vec<Self> {
        match Self::detect() {
            Self::Portable => vec![Self::Portable],
            Self::Avx2 => vec![Self::Portable, Self::Avx2],
            Self::Avx512Vnni => vec![Self::Portable, Self::Avx2, Self::Avx512Vnni],
        }
    }
}

/// Defines a function whose body is compiled once for each kind of [`Instructions`], which becomes its first argument.
macro_rules! for_each_instructions {
    ($(#[$meta:meta])* fn $name:ident($($argument:ident: $kind:ty),* $(,)?) $body:block) => {
        $(#[$meta])*
        pub(crate) fn $name(instructions: $crate::kernels::Instructions, $($argument: $kind),*) {
            #[inline(always)]
            fn plain($($argument: $kind),*) $body
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $kind),*) { plain($($argument),*) }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
            fn avx512($($argument: $kind),*) { plain($($argument),*) }
            match instructions {
                // SAFETY: `Instructions` other than `Portable` come from `detect` and `available`, which ask the processor.
                #[cfg(target_arch = "x86_64")]
                $crate::kernels::Instructions::Avx512Vnni => unsafe { avx512($($argument),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                $crate::kernels::Instructions::Avx2 => unsafe { avx2($($argument),*) },
                _ => plain($($argument),*),
            }
        }
    };
}

pub(crate) use for_each_instructions;
