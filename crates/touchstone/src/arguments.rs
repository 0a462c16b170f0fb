//! The command line: every daily action without a browser.

use clap::{Args, Parser, Subcommand};
use store::database::Opening;

use crate::{
    activities,
    answer::{Answer, Failure},
    audit, backup, cadences, calendar, consistency,
    context::Context,
    doctor, doctrine, duplicates, enrollments, export, identity, imports, instance, jobs, meetings,
    people, plan, reasons, recipes, referrals, sample, serve,
    settings::{self, program::Told},
    suppressions, workspaces,
};

/// Runs a salesperson's prospecting: says each morning whom to contact, how and why, and never starts what the calendar
/// cannot finish.
///
/// Exit codes: 0 done, 1 refused by the plan, 2 wrong use, 3 failed or file refused.
#[derive(Debug, Parser)]
#[command(name = "touchstone", version, max_term_width = 110, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Global {
    #[command(flatten)]
    pub(crate) told: Told,
    /// Print JSON for programs instead of a table for people.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Plan and record as of this time: 2026-11-23T09:00 in the rep's zone, or with an offset (…+01:00, …Z), or a day.
    #[arg(long, global = true, value_name = "INSTANT")]
    pub(crate) now: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Work(Box<Work>),
    /// Answer on HTTP: the page, and whether all is well.
    Serve(serve::ServeArgs),
    /// Calculate one case of the planner, for programs: reads it as JSON on standard input, prints what comes out.
    Calc(plan::CalcArgs),
    /// Say where the data is, whether it is sound, and when it was last backed up.
    Doctor,
    /// Print the document of the API (OpenAPI 3.1), as `serve` answers it on /api/openapi.json.
    Openapi,
    /// Put a backup into a new folder (--data DIR) and verify it; nothing leaves there until `touchstone release`.
    Restore(backup::RestoreArgs),
}

/// What is done in a workspace.
#[derive(Debug, Subcommand)]
enum Work {
    /// Whom to contact today, in order, how and why.
    Today,
    /// Log what happened with somebody, or work that is with nobody.
    Log(activities::LogArgs),
    /// Import a file of people: all of it or nothing.
    Import(imports::ImportArgs),
    /// Take back an import, an activity or a merge.
    Undo(imports::UndoArgs),
    /// List who is in here twice, or may be.
    Duplicates,
    /// Make two people one: the first stays, and gets everything of the second.
    Merge(duplicates::MergeArgs),
    /// Write people or activities as a table.
    Export(export::ExportArgs),
    /// List people.
    People(people::PeopleArgs),
    /// Show all that is known of a person.
    Person(people::PersonArgs),
    /// Start people on a cadence: as many as the calendar can finish.
    Start(enrollments::StartArgs),
    /// Move the next touch to a later day.
    Later(enrollments::LaterArgs),
    /// Leave out the next touch and go on with the one after it.
    Skip(enrollments::WhyArgs),
    /// End a person's cadence before its last touch.
    Stop(enrollments::WhyArgs),
    /// Pause a person's cadence; its time is free for others.
    Pause(enrollments::PersonArgs),
    /// Take a paused cadence up again, if there is room.
    Resume(enrollments::ResumeArgs),
    /// Go on with the colleagues who wait because of a meeting, a reply or a "do not contact" of this person.
    GoOn(enrollments::PersonArgs),
    /// The weeks ahead: planned minutes, those promised, those left, and what would be late.
    Plan(plan::PlanArgs),
    /// Close the day: what was on time, what moved, what is at risk tomorrow, and the first three for tomorrow.
    Close,
    /// How far you have come with your recipe: today, this week, month and year, and what the year comes to.
    Progress(recipes::ProgressArgs),
    /// Enter how many of an ingredient there were on a day, where it is counted by hand.
    Count(recipes::CountArgs),
    /// How evenly a behaviour is spread over your working days, streaks, and cramming.
    Consistency(consistency::ConsistencyArgs),
    /// Recipes: daily goals, checked against the plan.
    #[command(subcommand)]
    Recipe(recipes::RecipeCommand),
    /// Doctrines: what counts as prospecting.
    #[command(subcommand)]
    Doctrine(doctrine::DoctrineCommand),
    /// How many of those started were finished: all touches done, or ended by what they said; and why the others were not.
    FinishRate,
    /// Show or set the hours in which you prospect.
    Hours(calendar::HoursArgs),
    /// Days off.
    #[command(subcommand)]
    Leave(calendar::LeaveCommand),
    /// Say that a day, or minutes of it, was lost.
    Lost(calendar::LostArgs),
    /// Show the public holidays and your own, or choose a country.
    Holidays(calendar::HolidaysArgs),
    /// Time that is not free for prospecting: by hand, or from a calendar file.
    #[command(subcommand)]
    Busy(calendar::BusyCommand),
    /// Cadences: the designed sequences of touches.
    #[command(subcommand)]
    Cadence(cadences::CadenceCommand),
    /// Meetings.
    #[command(subcommand)]
    Meeting(meetings::MeetingCommand),
    /// Referrals: names given to you.
    #[command(subcommand)]
    Referral(referrals::ReferralCommand),
    /// Reasons for the call.
    #[command(subcommand)]
    Reason(reasons::ReasonCommand),
    /// Forbid channels to a person, for ever: nobody here contacts them on these again.
    Suppress(suppressions::SuppressArgs),
    /// The workspace with made-up people.
    #[command(subcommand)]
    Sample(sample::SampleCommand),
    /// Add or list workspaces.
    #[command(subcommand)]
    Workspace(workspaces::WorkspaceCommand),
    /// Add, list or move reps.
    #[command(subcommand)]
    Rep(workspaces::RepCommand),
    /// Write a verified backup of a data folder while it is in use.
    Backup(backup::BackupArgs),
    /// Let data that was restored or copied reach others again.
    Release,
    /// The work that the program does by itself.
    #[command(subcommand)]
    Jobs(jobs::JobsCommand),
    /// The record of who changed what.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Show the settings, or change some: KEY=VALUE.
    Settings(settings::SettingsArgs),
    /// Make a link that lets somebody sign in, once.
    Invite(identity::InviteArgs),
    /// Tokens with which programs use the API as you.
    #[command(subcommand)]
    Token(identity::TokenCommand),
}

/// Runs one command.
pub(crate) async fn run(arguments: Arguments) -> Result<Answer, Failure> {
    let mut global = arguments.global;
    global.told = global.told.or_told_elsewhere()?;
    match arguments.command {
        Command::Serve(args) => serve::run(&global, args).await,
        Command::Calc(args) => plan::calc(&args),
        Command::Doctor => doctor::run(&global).await,
        Command::Openapi => Ok(Answer::told(server::api::DOCUMENT.trim_end())),
        Command::Restore(args) => backup::restore(&global, args).await,
        Command::Work(work) => {
            let context = match *work {
                Work::Workspace(_) | Work::Sample(_) | Work::Backup(_) | Work::Release => {
                    Context::open_for_all(&global, Opening::Command).await?
                }
                _ => Context::open(&global).await?,
            };
            in_workspace(&context, *work).await
        }
    }
}

async fn in_workspace(context: &Context, work: Work) -> Result<Answer, Failure> {
    match work {
        Work::Today => plan::today(context).await,
        Work::Log(args) => activities::log(context, args).await,
        Work::Import(args) => imports::import(context, args).await,
        Work::Undo(args) => imports::undo(context, args).await,
        Work::Duplicates => duplicates::list(context).await,
        Work::Merge(args) => duplicates::merge(context, args).await,
        Work::Export(args) => export::run(context, args).await,
        Work::People(args) => people::people(context, args).await,
        Work::Person(args) => people::person(context, args).await,
        Work::Start(args) => enrollments::start(context, args).await,
        Work::Later(args) => enrollments::later(context, args).await,
        Work::Skip(args) => enrollments::skip(context, args).await,
        Work::Stop(args) => enrollments::stop(context, args).await,
        Work::Pause(args) => enrollments::pause(context, args).await,
        Work::Resume(args) => enrollments::resume(context, args).await,
        Work::GoOn(args) => enrollments::go_on(context, args).await,
        Work::Plan(args) => plan::plan(context, args).await,
        Work::Close => plan::close(context).await,
        Work::Progress(args) => recipes::progress(context, args).await,
        Work::Count(args) => recipes::count(context, args).await,
        Work::Consistency(args) => consistency::run(context, args).await,
        Work::Recipe(command) => recipes::run(context, command).await,
        Work::Doctrine(command) => doctrine::run(context, command).await,
        Work::FinishRate => enrollments::finish_rate(context).await,
        Work::Hours(args) => calendar::hours(context, args).await,
        Work::Leave(command) => calendar::leave(context, command).await,
        Work::Lost(args) => calendar::lost(context, args).await,
        Work::Holidays(args) => calendar::holidays(context, args).await,
        Work::Busy(command) => calendar::busy(context, command).await,
        Work::Cadence(command) => cadences::run(context, command).await,
        Work::Meeting(command) => meetings::run(context, command).await,
        Work::Referral(command) => referrals::run(context, command).await,
        Work::Reason(command) => reasons::run(context, command).await,
        Work::Suppress(args) => suppressions::run(context, args).await,
        Work::Sample(command) => sample::run(context, command).await,
        Work::Workspace(command) => workspaces::run(context, command).await,
        Work::Rep(command) => workspaces::run_rep(context, command).await,
        Work::Backup(args) => backup::run(context, args).await,
        Work::Release => instance::release(context).await,
        Work::Jobs(command) => jobs::run(context, command).await,
        Work::Audit(command) => audit::run(context, command).await,
        Work::Settings(args) => settings::run(context, args).await,
        Work::Invite(args) => identity::invite(context, args).await,
        Work::Token(command) => identity::token(context, command).await,
    }
}
