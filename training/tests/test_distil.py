"""The larger encoder sees the student's pieces, and soft targets pull towards the teacher. Invented sentences, random weights."""
import numpy as np
import pytest
import torch
from training import decode, distil, teacher, text as tx
from training.model import Reader, collate

TOK = tx.load_tokenizer()
WS = tx.windows(TOK, 'Mayor Ada Quill said the bridge would close.\n\n\u201cNever,\u201d she added.') + tx.windows(TOK, "Short.")


def silent(*_):
    pass


@pytest.fixture()
def readers():
    torch.manual_seed(5)
    return Reader(0.0).eval(), Reader(0.0).eval()


def targets(m, ws, cues):
    """Soft targets of `m` with the given words as the coder's cues."""
    for w, u, c in zip(ws, decode.encode(m, ws), cues):
        w.y["ars"] = [dict(source=[(1, 2)], cue=[c], content=[(4, 7)])] if c else []
        w.soft = distil.soft(m, w, u, bias=-50.0)          # no cues of the tagger's own


def test_ids_are_shifted_and_special_pieces_keep_their_meaning():
    ids = torch.tensor([tx.CLS, 2158, 100, 103, tx.SEP, 0])
    assert teacher.to_mpnet(ids).tolist() == [0, 2162, 104, 30526, 2, 1]


def test_relative_buckets_tell_sides_and_grow_with_distance():
    b = teacher.relative_buckets(192)
    assert b[5, 5] == 0 and b[5, 4] == 1 and b[5, 6] == 17
    row = b[191].flip(0)                                   # growing distance to the left
    assert (row[1:] >= row[:-1]).all() and row.max() == 15 and b[0].max() == 31


def test_padding_changes_nothing_in_the_larger_encoder():
    torch.manual_seed(1)
    m = Reader(0.0, encoder=teacher.LargeEncoder(frozen=11)).eval()
    with torch.no_grad():
        together, alone = m.words(collate(WS)), m.words(collate(WS[1:]))
    assert WS[0].n > WS[1].n
    assert torch.allclose(together[1, :WS[1].n], alone[0], atol=1e-4)


def test_frozen_layers_get_no_gradient():
    m = Reader(0.0, encoder=teacher.LargeEncoder(frozen=11))
    m.words(collate(WS)).sum().backward()
    assert m.enc.word.weight.grad is None and m.enc.layers[10].up.weight.grad is None
    assert m.enc.layers[11].up.weight.grad is not None and m.enc.case.weight.grad is not None


def test_an_ensemble_of_a_reader_with_itself_is_that_reader(readers):
    m, _ = readers
    p = decode.Params(cue_bias=3.0)
    for one, two in zip(decode.infer(m, WS, p, mentions=False), decode.infer(distil.Ensemble([m, m]).eval(), WS, p, mentions=False)):
        assert one["cues"] == two["cues"] and np.allclose(one["tag"], two["tag"], atol=1e-4)
        assert all(np.allclose(one["srl"][c], two["srl"][c], atol=1e-4) for c in one["srl"])
        assert all(abs(one["link"][k] - two["link"][k]) < 1e-4 for k in one["link"])


def test_an_ensemble_lies_between_its_readers(readers):
    a, b = (np.exp(distil.Ensemble([m]).tag(m.words(collate(WS))).detach().numpy()) for m in readers)
    both = distil.Ensemble(list(readers))
    assert np.allclose(np.exp(both.tag(both.words(collate(WS))).detach().numpy()), (a + b) / 2, atol=1e-5)


def test_the_divergence_from_oneself_is_nothing(readers):
    m, other = readers
    targets(m, WS, [(3, 3), None])
    T = collate(WS)
    u = m.words(T)
    seen = {}
    distil.soft_loss(m, u, T, WS, 2.0, lambda k, v: seen.setdefault(k, v.item()))
    assert abs(seen["kl tag"]) < 1e-3 and abs(seen["kl srl"]) < 1e-3 and "soft link" in seen
    assert distil.soft_loss(other, other.words(T), T, WS, 2.0, silent) > distil.soft_loss(m, u, T, WS, 2.0, silent) + 0.01


def test_learning_from_soft_targets_approaches_the_teacher(readers):
    m, student = readers
    targets(m, WS, [(3, 3), None])
    T = collate(WS)
    opt = torch.optim.Adam([p for n, p in student.named_parameters() if not n.startswith("enc.word")], lr=1e-3)
    floor = distil.soft_loss(m, m.words(T), T, WS, 2.0, silent).item()     # the link targets' own entropy
    losses = []
    for _ in range(20):
        loss = distil.soft_loss(student, student.words(T), T, WS, 2.0, silent)
        opt.zero_grad(), loss.backward(), opt.step()
        losses.append(loss.item())
    assert 0 < losses[-1] - floor < 0.5 * (losses[0] - floor)


def test_cues_of_the_coder_come_first():
    w = WS[0]
    w.y["ars"] = [dict(source=[(0, 2)], cue=[(3, 3)], content=[(4, 7)])]
    lp = np.full((w.n, 7), -9.0)
    lp[:, 0] = 0
    lp[[3, 4], [3, 4]] = 5                                 # the tagger's cue is words 3-4: it overlaps the coder's
    lp[8, 3] = 5
    assert distil.cues_of(w, lp, 0.0) == ([(3, 3), (8, 8)], [(0, 2)])


def test_windows_without_targets_are_refused(tmp_path):
    torch.save({}, tmp_path / "none.pt")
    with pytest.raises(KeyError):
        distil.attach(WS, tmp_path / "none.pt")


def test_windows_of_one_name_and_length_are_told_apart():
    a, b = (tx.windows(TOK, x, "same")[0] for x in ("Ada agreed.", "Ben left."))
    assert a.n == b.n and distil.key(a) != distil.key(b)
