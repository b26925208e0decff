#![allow(clippy::print_stdout, clippy::allow_attributes, missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used,clippy::cast_possible_truncation, reason = "scratch")]
use std::collections::*;
use abri_identity::*;
mod register;
use register::*;
fn main(){
  let f=std::env::args().nth(1).unwrap(); let f=std::path::Path::new(&f);
  let reg=Register::read(&f.join("persons.csv")).unwrap();
  let dm=rphonetic::DaitchMokotoffSoundexBuilder::default().build().unwrap();
  let d=|s:&str|->HashSet<String>{ let a=any_ascii::any_ascii(s).to_lowercase().replace('\'',""); a.split(|c:char|!c.is_ascii_alphabetic()).filter(|w|w.len()>1).flat_map(|w| dm.soundex(w).split('|').map(str::to_owned).collect::<Vec<_>>()).collect() };
  let today=jiff::civil::date(2026,6,1);
  let our_q=|q:&Query|->HashSet<String>{ query_keys(q,today).into_iter().filter(|k|k.field==KeyField::Surname).map(|k|k.value).collect() };
  let our_r=|q:&PersonRecord|->HashSet<String>{ search_keys(q).into_iter().filter(|k|k.field==KeyField::Surname).map(|k|k.value).collect() };
  let idx:HashMap<&str,usize>=reg.ids.iter().enumerate().map(|(i,s)|(s.as_str(),i)).collect();
  let mut bd:HashMap<String,usize>=HashMap::new(); let mut bo:HashMap<String,usize>=HashMap::new(); let (mut nd,mut no)=(0,0);
  for p in &reg.persons { let p=PersonRecord{surname:p.surname.clone(),..Default::default()}; for k in d(&p.surname){*bd.entry(k).or_default()+=1;nd+=1;} for k in our_r(&p){*bo.entry(k).or_default()+=1;no+=1;} }
  let t:HashMap<String,(String,String)>=rows(&std::fs::read_to_string(f.join("truth.csv")).unwrap()).into_iter().filter(|r|r[2]=="person"&&!r[3].is_empty()).map(|r|(r[0].clone(),(r[3].clone(),r[10].clone()))).collect();
  let (mut n,mut a,mut b,mut ca,mut cb)=(0,0,0,0usize,0usize);
  for (id,q) in queries(&f.join("queries.csv")).unwrap(){ let Some((pid,tags))=t.get(&id) else {continue}; if q.surname.is_empty()||tags.contains("surname_changed")||tags.contains("name_swap")||tags.contains("one_field"){continue}
    let q=Query{surname:q.surname,..Default::default()}; let p=PersonRecord{surname:reg.persons[idx[pid.as_str()]].surname.clone(),..Default::default()};
    n+=1; let (x,y)=(d(&q.surname),our_q(&q)); a+=usize::from(!x.is_disjoint(&d(&p.surname))); b+=usize::from(!y.is_disjoint(&our_r(&p)));
    ca+=x.iter().filter_map(|k|bd.get(k)).sum::<usize>(); cb+=y.iter().filter_map(|k|bo.get(k)).sum::<usize>(); }
  println!("{n} pairs: DM shares {:.4}, {:.2} codes a person, {} candidates; own shares {:.4}, {:.2} codes, {} candidates", a as f64/n as f64, nd as f64/reg.persons.len() as f64, ca/n, b as f64/n as f64, no as f64/reg.persons.len() as f64, cb/n);
}
