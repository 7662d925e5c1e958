//! The IDs of buttons and forms, which come back from outside.

#![no_main]

use libfuzzer_sys::fuzz_target;
use summit_bot::discord::CustomId;

fuzz_target!(|id: &str| {
    if let Some((custom_id, owner)) = CustomId::decode(id) {
        let encoded = custom_id.encode(owner);
        assert_eq!(CustomId::decode(&encoded), Some((custom_id, owner)));
    }
});
