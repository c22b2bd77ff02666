using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.SiteCommands;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.NocCommands;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>What became of a command, as it is shown.</summary>
/// <param name="IsDone">It was done.</param>
/// <param name="Head">In a line.</param>
/// <param name="Lines">What the site answered.</param>
internal sealed record RunAnswer(bool IsDone, string Head, string? Lines);

/// <summary>Has a site's agent do something, of the closed set that there is; the same that <c>/api/v1/sites/{id}/commands</c> and the verb <c>site run</c> do.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class RunModel(ApiContext api, SiteCommander commander, Viewer viewer) : PageModel
{
    public string Site { get; private set; } = "";

    public IReadOnlyList<CommandSpec> Commands { get; private set; } = [];

    public string? Ran { get; private set; }

    public RunAnswer? Answer { get; private set; }

    public static string Address(string site) => $"/sites/{site}/run";

    public IActionResult OnGet(string site) => Read(site) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string site, string? command)
    {
        if (Read(site) is not { } known) return NotFound();
        Ran = command ?? "";
        Answer = await RunAsync(known, Ran);
        return Request.Headers.ContainsKey("HX-Request") ? Partial("_RunAnswer", Answer) : Page();
    }

    private async Task<RunAnswer> RunAsync(Site site, string command)
    {
        var (role, actor) = (CommandRoles.Of(User), viewer.Actor);
        if (CommandCatalogue.Find(command) is not { } spec) return Refuse("unknown_command", CommandText.Unknown, null);
        var args = spec.Parameters.Select(parameter => (parameter.Name, Value: Request.Form[parameter.Name].ToString().Trim())).Where(arg => arg.Value.Length > 0)
            .ToDictionary(arg => arg.Name, arg => arg.Value, StringComparer.Ordinal);
        if (!CommandCatalogue.Allows(role, spec)) return Refuse("forbidden", CommandText.NotAllowed, args);
        if (CommandCatalogue.Read(spec, args) is { Command: null, Problems: var problems })
        {
            return Refuse("bad_request", CommandText.Wrong, args) with { Lines = string.Join('\n', problems.Select(problem => $"{problem.Argument}: {problem.Problem}; {problem.Remedy}")) };
        }

        return Shown(await commander.RunAsync(new CommandOrder(site, spec, args, actor, role)));

        RunAnswer Refuse(string why, Word word, IReadOnlyDictionary<string, string>? given)
        {
            api.Read(db =>
            {
                CommandAudit.Refused(db, api.Now, actor, site.Name, command, given ?? new Dictionary<string, string>(StringComparer.Ordinal), why);
                return true;
            });
            return new RunAnswer(IsDone: false, viewer.Say(word), null);
        }
    }

    private RunAnswer Shown(CommandAnswer answer) => answer switch
    {
        CommandAnswer.Answered { Reply: var reply } => new RunAnswer(
            reply.Outcome == CommandOutcome.Done,
            string.Join("; ", new[]
            {
                reply.Outcome == CommandOutcome.Done ? null : Alerts.Text.Phrasing.Readable(answer.Word, 40), reply.Detail, reply.Remedy,
                reply.TookMs is { } took ? viewer.Say(CommandText.Took, viewer.Number(Math.Round(took))) : null,
                reply.CutFromBytes is { } bytes ? viewer.Say(CommandText.Cut, viewer.Number(bytes >> 10)) : null,
            }.Where(part => !string.IsNullOrEmpty(part))),
            reply.Text ?? (reply.Records is { } records ? Readable(records) : null)),
        CommandAnswer.NotThere away => new RunAnswer(IsDone: false, $"{away.Detail}; {away.Remedy}", null),
        CommandAnswer.TooOld => new RunAnswer(IsDone: false, viewer.Say(CommandText.TooOld), null),
        CommandAnswer.TooMany many => new RunAnswer(IsDone: false, viewer.Say(CommandText.TooMany, Math.Ceiling(many.Wait.TotalSeconds)), null),
        CommandAnswer.Unfit unfit => new RunAnswer(IsDone: false, $"{unfit.Argument} {unfit.Problem}; {unfit.Remedy}", null),
        CommandAnswer.NotSent not => new RunAnswer(IsDone: false, $"{not.Detail}; {not.Remedy}", null),
        CommandAnswer.NoAnswer none => new RunAnswer(IsDone: false, viewer.Say(CommandText.NoAnswer, Math.Ceiling(none.Waited.TotalSeconds)), null),
        _ => new RunAnswer(IsDone: false, answer.Word, null),
    };

    /// <summary>Flat records, a line each.</summary>
    private static string Readable(System.Text.Json.JsonElement records) => records.ValueKind != System.Text.Json.JsonValueKind.Array
        ? records.ToString()
        : string.Join('\n', records.EnumerateArray().Select(record => record.ValueKind == System.Text.Json.JsonValueKind.Object
            ? string.Join("  ", record.EnumerateObject().Select(pair => $"{pair.Name}={pair.Value}"))
            : record.ToString()));

    private Site? Read(string site)
    {
        if (!viewer.Scope.Allows(site) || api.Read(db => SiteStore.Find(db, site)) is not { } known) return null;
        var role = CommandRoles.Of(User);
        (Site, Commands) = (site, [.. CommandCatalogue.All.Where(spec => CommandCatalogue.Allows(role, spec))]);
        return known;
    }
}
