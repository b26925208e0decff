use proptest::prelude::*;

use super::*;

/// The tree hash straight from the recursive definition (RFC 9162 section 2.1.1): slow, and evidently right.
fn by_definition(leaves: &[TreeHash]) -> TreeHash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(&by_definition(left), &by_definition(right))
        }
    }
}

fn leaves(count: u64) -> Vec<TreeHash> {
    (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

/// Grows a tree leaf by leaf and keeps what it says to store.
fn grow(leaves: &[TreeHash]) -> (Frontier, BTreeMap<NodeId, TreeHash>) {
    let (mut frontier, mut stored) = (Frontier::new(), BTreeMap::new());
    for leaf in leaves {
        for (id, hash) in frontier.append(*leaf) {
            assert_eq!(stored.insert(id, hash), None, "a stored node never changes");
        }
    }
    (frontier, stored)
}

/// Only the nodes that were asked for beforehand.
fn fetched(ids: Vec<NodeId>, stored: &BTreeMap<NodeId, TreeHash>) -> HashMap<NodeId, TreeHash> {
    ids.into_iter().map(|id| (id, stored[&id])).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let mut bytes = vec![0; text.len() / 2];
    crate::hex::decode_into(text, &mut bytes).unwrap();
    bytes
}

#[test]
fn the_empty_tree_has_the_root_of_rfc_6962() {
    let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(empty_root(), *unhex(expected));
    assert_eq!(Frontier::new().root(), empty_root());
    assert_eq!(root(0, &BTreeMap::new()).unwrap(), empty_root());
}

/// The eight leaves and roots that implementations of Certificate Transparency test themselves with.
#[test]
fn known_trees_have_their_known_roots() {
    let known = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (
            "606162636465666768696a6b6c6d6e6f",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ),
    ];
    let mut frontier = Frontier::new();
    for (leaf, root) in known {
        frontier.append(leaf_hash(&unhex(leaf)));
        assert_eq!(crate::hex::encode(&frontier.root()), root);
    }
}

#[test]
fn growing_equals_computing_at_once() {
    let leaves = leaves(200);
    let (_, stored) = grow(&leaves);
    let mut frontier = Frontier::new();
    for count in 0..=leaves.len() {
        let expected = by_definition(&leaves[..count]);
        let size = count as u64;
        assert_eq!(frontier.root(), expected, "{size}");
        assert_eq!(frontier.size(), size);
        let needed = fetched(root_nodes(size), &stored);
        assert_eq!(root(size, &needed).unwrap(), expected, "{size}");
        assert_eq!(Frontier::load(size, &needed).unwrap(), frontier, "{size}");
        if let Some(leaf) = leaves.get(count) {
            frontier.append(*leaf);
        }
    }
}

#[test]
fn a_tree_of_n_leaves_stores_fewer_than_2n_nodes() {
    for count in [1, 2, 3, 64, 100, 127, 128] {
        let (_, stored) = grow(&leaves(count));
        assert!((stored.len() as u64) < 2 * count, "{count}");
        assert_eq!(stored.keys().filter(|id| id.level == 0).count() as u64, count);
    }
}

#[test]
fn inclusion_holds_for_every_leaf_of_every_size() {
    let leaves = leaves(130);
    let (_, stored) = grow(&leaves);
    for size in 1..=leaves.len() {
        let root = by_definition(&leaves[..size]);
        for (index, leaf) in leaves[..size].iter().enumerate() {
            let (index, size) = (index as u64, size as u64);
            let needed = fetched(inclusion_nodes(index, size), &stored);
            let proof = inclusion_proof(index, size, &needed).unwrap();
            verify_inclusion(leaf, index, size, &proof, &root).unwrap();
        }
    }
}

#[test]
fn consistency_holds_between_all_sizes() {
    let leaves = leaves(130);
    let (_, stored) = grow(&leaves);
    let roots: Vec<_> = (0..=leaves.len()).map(|size| by_definition(&leaves[..size])).collect();
    for (new, new_root) in roots.iter().enumerate() {
        for (old, old_root) in roots[..=new].iter().enumerate() {
            let (old, new) = (old as u64, new as u64);
            let needed = fetched(consistency_nodes(old, new), &stored);
            let proof = consistency_proof(old, new, &needed).unwrap();
            verify_consistency(old, old_root, new, new_root, &proof).unwrap();
        }
    }
}

/// The example tree of seven leaves in RFC 9162 section 2.1.5, with its proofs spelled out node by node.
#[test]
fn proofs_of_the_rfc_example() {
    let d = leaves(7);
    let (_, stored) = grow(&d);
    let (g, h, i, j) = (node_hash(&d[0], &d[1]), node_hash(&d[2], &d[3]), node_hash(&d[4], &d[5]), d[6]);
    let (k, l) = (node_hash(&g, &h), node_hash(&i, &j));
    assert_eq!(root(7, &stored).unwrap(), node_hash(&k, &l));

    assert_eq!(inclusion_proof(0, 7, &stored).unwrap(), [d[1], h, l]);
    assert_eq!(inclusion_proof(3, 7, &stored).unwrap(), [d[2], g, l]);
    assert_eq!(inclusion_proof(4, 7, &stored).unwrap(), [d[5], j, k]);
    assert_eq!(inclusion_proof(6, 7, &stored).unwrap(), [i, k]);

    assert_eq!(consistency_proof(3, 7, &stored).unwrap(), [d[2], d[3], g, l]);
    assert_eq!(consistency_proof(4, 7, &stored).unwrap(), [l]);
    assert_eq!(consistency_proof(6, 7, &stored).unwrap(), [i, j, k]);
}

#[test]
fn questions_without_an_answer_are_errors() {
    let (_, stored) = grow(&leaves(5));
    let hash = leaf_hash(b"");
    assert!(matches!(inclusion_proof(5, 5, &stored), Err(VaultError::NoSuchLeaf { index: 5, size: 5 })));
    assert!(matches!(verify_inclusion(&hash, 5, 5, &[], &hash), Err(VaultError::NoSuchLeaf { .. })));
    assert!(matches!(consistency_proof(5, 4, &stored), Err(VaultError::TreeShrank { old: 5, new: 4 })));
    assert!(matches!(verify_consistency(5, &hash, 4, &hash, &[]), Err(VaultError::TreeShrank { .. })));
    assert!(matches!(root(8, &stored), Err(VaultError::MissingNode { level: 3, index: 0 })));
    assert!(matches!(Frontier::load(8, &stored), Err(VaultError::MissingNode { .. })));
    assert!(inclusion_nodes(5, 5).is_empty() && consistency_nodes(5, 4).is_empty());
}

#[test]
fn equal_sizes_need_equal_roots_and_an_empty_tree_its_own() {
    let (a, b) = (leaf_hash(b"a"), leaf_hash(b"b"));
    assert!(verify_consistency(1, &a, 1, &a, &[]).is_ok());
    assert!(verify_consistency(1, &a, 1, &b, &[]).is_err());
    assert!(verify_consistency(1, &a, 1, &a, &[b]).is_err());
    assert!(verify_consistency(0, &empty_root(), 1, &a, &[]).is_ok());
    assert!(verify_consistency(0, &b, 1, &a, &[]).is_err());
    assert!(verify_consistency(0, &empty_root(), 1, &a, &[b]).is_err());
    assert!(verify_consistency(0, &a, 0, &a, &[]).is_err());
}

/// Without the two prefixes, the two hashes of an inner node would pass as a leaf.
#[test]
fn an_inner_node_does_not_pass_for_a_leaf() {
    let (a, b) = (leaf_hash(b"a"), leaf_hash(b"b"));
    assert_ne!(leaf_hash(&[a, b].concat()), node_hash(&a, &b));
}

#[test]
fn verifying_survives_the_largest_sizes() {
    let hash = leaf_hash(b"");
    let long = vec![hash; 80];
    for (index, size) in [(u64::MAX - 1, u64::MAX), (0, u64::MAX), (1 << 63, u64::MAX), (0, 1)] {
        assert!(verify_inclusion(&hash, index, size, &long, &hash).is_err());
        assert!(verify_inclusion(&hash, index, size, &long[..40], &hash).is_err());
        assert!(inclusion_nodes(index, size).len() <= 64 * 64);
    }
    for (old, new) in [(1, u64::MAX), (u64::MAX - 1, u64::MAX), (1 << 63, u64::MAX)] {
        assert!(verify_consistency(old, &hash, new, &hash, &long).is_err());
        assert!(verify_consistency(old, &hash, new, &hash, &[]).is_err());
        assert!(!consistency_nodes(old, new).is_empty());
    }
    assert_eq!(root_nodes(u64::MAX).len(), 64);
}

/// Ways to spoil a proof.
#[derive(Clone, Debug)]
enum Tamper {
    FlipBit(prop::sample::Index, prop::sample::Index),
    Drop(prop::sample::Index),
    Insert(prop::sample::Index),
    Swap(prop::sample::Index),
}

impl Tamper {
    /// The spoilt proof, or `None` where this way changes nothing.
    fn apply(&self, proof: &[TreeHash]) -> Option<Vec<TreeHash>> {
        let mut spoilt = proof.to_vec();
        match self {
            Self::Insert(at) => spoilt.insert(at.index(proof.len() + 1), leaf_hash(b"inserted")),
            _ if proof.is_empty() => return None,
            Self::FlipBit(at, bit) => {
                let bit = bit.index(256);
                spoilt[at.index(proof.len())][bit / 8] ^= 1 << (bit % 8);
            }
            Self::Drop(at) => drop(spoilt.remove(at.index(proof.len()))),
            Self::Swap(at) => {
                let at = at.index(proof.len());
                spoilt.swap(at, (at + 1) % proof.len());
            }
        }
        (spoilt != proof).then_some(spoilt)
    }
}

fn tampering() -> impl Strategy<Value = Tamper> {
    prop_oneof![
        any::<(prop::sample::Index, prop::sample::Index)>().prop_map(|(at, bit)| Tamper::FlipBit(at, bit)),
        any::<prop::sample::Index>().prop_map(Tamper::Drop),
        any::<prop::sample::Index>().prop_map(Tamper::Insert),
        any::<prop::sample::Index>().prop_map(Tamper::Swap),
    ]
}

proptest! {
    #[test]
    fn a_spoilt_inclusion_proof_fails(size in 1u64..200, at: prop::sample::Index, tamper in tampering()) {
        let leaves = leaves(size);
        let (frontier, stored) = grow(&leaves);
        let at = at.index(leaves.len());
        let index = at as u64;
        let proof = inclusion_proof(index, size, &stored).unwrap();
        let root = frontier.root();
        verify_inclusion(&leaves[at], index, size, &proof, &root).unwrap();

        if let Some(spoilt) = tamper.apply(&proof) {
            prop_assert!(verify_inclusion(&leaves[at], index, size, &spoilt, &root).is_err());
        }
        prop_assert!(verify_inclusion(&leaf_hash(b"other"), index, size, &proof, &root).is_err());
        prop_assert!(verify_inclusion(&leaves[at], index, size, &proof, &leaf_hash(b"other")).is_err());
        for wrong in (0..size).filter(|wrong| *wrong != index) {
            prop_assert!(verify_inclusion(&leaves[at], wrong, size, &proof, &root).is_err());
        }
    }

    #[test]
    fn a_spoilt_consistency_proof_fails(new in 1u64..200, old: prop::sample::Index, tamper in tampering()) {
        let leaves = leaves(new);
        let (frontier, stored) = grow(&leaves);
        let old = old.index(leaves.len() + 1) as u64;
        let proof = consistency_proof(old, new, &stored).unwrap();
        let (old_root, new_root) = (root(old, &stored).unwrap(), frontier.root());
        verify_consistency(old, &old_root, new, &new_root, &proof).unwrap();

        if let Some(spoilt) = tamper.apply(&proof) {
            prop_assert!(verify_consistency(old, &old_root, new, &new_root, &spoilt).is_err());
        }
        prop_assert!(verify_consistency(old, &leaf_hash(b"other"), new, &new_root, &proof).is_err());
        if old > 0 {
            prop_assert!(verify_consistency(old, &old_root, new, &leaf_hash(b"other"), &proof).is_err());
        }
    }

    /// The purpose of it all: an altered, removed or inserted leaf in the old part cannot be proven
    /// consistent.
    #[test]
    fn a_rewritten_past_is_not_consistent(
        old in 1u64..100, grown in 0u64..100, at: prop::sample::Index, how in 0u8..3,
    ) {
        let honest = leaves(old + grown);
        let old_root = by_definition(&honest[..usize::try_from(old).unwrap()]);
        let mut rewritten = honest.clone();
        let at = at.index(usize::try_from(old).unwrap());
        match how {
            0 => rewritten[at] = leaf_hash(b"altered"),
            1 => rewritten.insert(at, leaf_hash(b"inserted")),
            _ => {
                rewritten.remove(at);
                rewritten.resize(honest.len(), leaf_hash(b"filled"));
            }
        }
        let new = rewritten.len() as u64;
        let (frontier, stored) = grow(&rewritten);
        let proof = consistency_proof(old, new, &stored).unwrap();
        prop_assert!(verify_consistency(old, &old_root, new, &frontier.root(), &proof).is_err());
    }

    #[test]
    fn verifying_arbitrary_proofs_never_panics(
        a: u64, b: u64, proof in prop::collection::vec(any::<TreeHash>(), 0..70), hash: TreeHash,
    ) {
        prop_assert!(verify_inclusion(&hash, a, b, &proof, &hash).is_err() || (a, b) == (0, 1));
        let _ = verify_consistency(a, &hash, b, &hash, &proof);
        let _ = (inclusion_nodes(a, b), consistency_nodes(a, b), root_nodes(a));
    }
}
