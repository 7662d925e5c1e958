//! The IDs of buttons and forms, which come back from outside.

#![cfg_attr(fuzzing, no_main)]

use summit_bot::discord::CustomId;
use summit_bot_fuzz::fuzz_target;

fuzz_target!(|id: &str| {
    if let Some((custom_id, owner)) = CustomId::decode(id) {
        let encoded = custom_id.encode(owner);
        assert_eq!(CustomId::decode(&encoded), Some((custom_id, owner)));
    }
});
