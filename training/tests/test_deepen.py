"""A deeper reader begins by reading as the shallow one does. Invented sentences, random weights."""
import torch
from training import deepen, text as tx
from training.model import Encoder, Reader, collate, layers_of

WS = tx.windows(tx.load_tokenizer(), 'Mayor Ada Quill said the bridge would close.\n\n\u201cNever,\u201d she added.')


def test_new_layers_give_what_they_get():
    torch.manual_seed(5)
    m = Reader(0.0).eval()
    with torch.no_grad():
        for l in m.enc.layers:                                  # as trained ones: every number has its own gain and offset
            l.ln2.weight.uniform_(0.5, 1.5), l.ln2.bias.uniform_(-0.2, 0.2)
    state = deepen.deepen(m.state_dict(), {1, 3}, deepen.undoing(m, WS))
    assert layers_of(state) == layers_of(m.state_dict()) + 2
    deeper = Reader(0.0, encoder=Encoder(layers=layers_of(state))).eval()
    deeper.load_state_dict(state)
    T = collate(WS)
    with torch.no_grad():
        was, now = m.words(T), deeper.words(T)
    assert (was - now).norm() < 0.25 * was.norm()
    assert torch.equal(deeper.enc.layers[3].qkv.weight, m.enc.layers[2].qkv.weight)      # old layers follow the new ones
    assert not deeper.enc.layers[2].out.weight.any() and not deeper.enc.layers[2].down.bias.any()
