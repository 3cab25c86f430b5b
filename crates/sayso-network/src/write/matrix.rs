//! A matrix as CSV: names of rows in the first column, names of columns in the first row.

use std::io::{self, Write};

use super::io_error;
use super::number::Number;
use crate::Network;

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let mut number = Number::default();
    let mut csv = csv::Writer::from_writer(out);
    let names = network.columns().iter().map(|node| node.name.as_str());
    csv.write_record(std::iter::once("").chain(names)).map_err(io_error)?;
    for (node, weights) in network.rows().iter().zip(network.matrix()) {
        csv.write_field(&node.name).map_err(io_error)?;
        for weight in weights {
            csv.write_field(number.told(weight)).map_err(io_error)?;
        }
        csv.write_record(None::<&[u8]>).map_err(io_error)?;
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::samples::{network, written};
    use crate::Mode;

    #[test]
    fn one_mode_is_symmetric_and_two_mode_has_concepts_in_columns() {
        let one_mode =
            ",\"<&\"\"x\"\"\",\"bo,lind\",cy\n\"<&\"\"x\"\"\",0,-1,0\n\"bo,lind\",-1,0,0\ncy,0,0,0\n";
        assert_eq!(written(&network(Mode::OneMode), Format::Matrix), one_mode);
        let two_mode = ",\"<&\"\"x\"\"\",rent\n\"<&\"\"x\"\"\",0,1\n\"bo,lind\",0,-1\ncy,2,0\n";
        assert_eq!(written(&network(Mode::TwoMode), Format::Matrix), two_mode);
    }
}
