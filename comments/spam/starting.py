"""What every site starts from, before it has decided about anything. Written by us, from reasoning alone.

Modest on purpose: a site's own decisions soon say more. Words are left to those.
"""

STARTING: dict[str, float] = {
    "start": -1.0,
    "link in the text": 0.6,
    "check look_alike": 3.0,
    "check rule": 1.5,
    "check unknown_link": 1.0,
    "check decided_link": -0.5,
    "check link_rejected_before": 2.0,
    "check link_under_many_names": 1.2,
    "check link_in_last_sentence": 0.6,
    "check link_under_old_article": 0.5,
    "check tracking_code": 0.8,
    "check shortened_link": 0.8,
    "check selling_address": 1.0,
    "check link_markup": 0.8,
    "check empty_praise": 1.0,
    "check same_words": 1.2,
    "check look_alike_waiting": 0.8,
    "check new_writer": 0.3,
    "check rejected_writer": 1.5,
    "check name_is_address": 1.5,
    "check name_repeats_site": 1.5,
    "check name_is_phrase": 0.8,
    "check name_unlike_address": 0.5,
    "check trap": 2.5,
    "check forged_token": 1.5,
    "check too_quick": 1.5,
    "check sent_in_flood": 0.8,
}
