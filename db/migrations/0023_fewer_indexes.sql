-- Every message writes anew each index of its conversation: this one no list is read by any more.
drop index conversations_updated;
