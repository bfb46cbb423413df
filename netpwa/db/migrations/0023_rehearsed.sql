-- A dry run with somebody is no talk with them: it moves nobody on, and nobody is thanked for it.
drop view contact_stage;
create view contact_stage as
with fact as (
    select contact.account_id, contact.id, contact.keep_warm, contact.stage_override,
        contact.stage_override_over,
        (select count(*) from research where research.account_id = contact.account_id
            and research.contact_id = contact.id and research.kind <> 'shared') as notes,
        (select count(*) from research where research.account_id = contact.account_id
            and research.contact_id = contact.id and research.kind = 'shared') as shared,
        (select count(research.question_id) from research
            where research.account_id = contact.account_id
            and research.contact_id = contact.id) as questions,
        (select count(*) from interview where interview.account_id = contact.account_id
            and interview.contact_id = contact.id and interview.held_at is null
            and interview.cancelled_at is null and interview.kind <> 'dry_run') as open_talks,
        (select max(interview.held_at) from interview
            where interview.account_id = contact.account_id
            and interview.contact_id = contact.id and interview.kind <> 'dry_run') as held_at,
        (select thank_you.sent_at from interview left join thank_you
            on thank_you.account_id = interview.account_id
            and thank_you.interview_id = interview.id
            where interview.account_id = contact.account_id
            and interview.contact_id = contact.id and interview.held_at is not null
            and interview.kind <> 'dry_run'
            order by interview.held_at desc, interview.id desc limit 1) as thanked_at,
        (select max(introduction.introduced_at) from introduction
            where introduction.account_id = contact.account_id
            and introduction.target_id = contact.id) as introduced_at,
        (select max(request.sent_at) from request
            where request.account_id = contact.account_id and request.contact_id = contact.id
            and request.dropped_at is null) as sent_at,
        (select case when request.reply = 'yes' then 'agreed'
                when request.reply is not null then 'resting'
                when request.closed_at is not null then 'closed_kindly'
                when request.nudges > 0 then 'nudged' else 'asked' end from request
            where request.account_id = contact.account_id and request.contact_id = contact.id
            and request.dropped_at is null and request.sent_at is not null
            order by request.sent_at desc, request.id desc limit 1) as answer
    from contact where contact.deleted_at is null
), worked as (
    select fact.account_id, fact.id, fact.stage_override, fact.stage_override_over,
        case when open_talks > 0 then 'scheduled'
            when held_at is not null and (sent_at is null or sent_at <= held_at) then
                case when thanked_at is null then 'talked'
                    when keep_warm = 'no' then 'resting'
                    when keep_warm <> 'unset' then 'keeping_warm' else 'thanked' end
            when introduced_at is not null and (sent_at is null or sent_at <= introduced_at)
                then 'agreed'
            when answer is not null then answer
            when keep_warm = 'no' then 'resting'
            when keep_warm <> 'unset' then 'keeping_warm'
            when notes >= 2 and shared >= 1 and questions >= 2 then 'ready'
            when notes + shared > 0 then 'researching' else 'captured' end as worked_out
    from fact
)
select account_id, id, worked_out,
    case when stage_override_over = worked_out then stage_override end as by_hand,
    case when stage_override_over = worked_out and stage_override is not null
        then stage_override else worked_out end as stage
from worked;
