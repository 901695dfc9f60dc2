//! Migrations are embedded by a macro that does not watch the folder itself.
fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
