using System.Text.Json;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.SiteCommands;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>A command to be run at a site.</summary>
/// <param name="Command">Its name, as <c>GET /commands</c> lists them.</param>
/// <param name="Args">Its arguments by name, all as texts.</param>
internal sealed record CommandBody(string Command, IReadOnlyDictionary<string, string> Args);

/// <summary>What became of a command.</summary>
/// <param name="Site">Where.</param>
/// <param name="Command">Which.</param>
/// <param name="Outcome"><c>done, failed, timeout, expired, rate_limited, forbidden, bad_request, unsupported, busy</c>.</param>
/// <param name="Detail">What happened, where there is something to say.</param>
/// <param name="Remedy">What to do next.</param>
/// <param name="TookMs">At the POP.</param>
/// <param name="Text">Lines for people.</param>
/// <param name="Records">Flat records.</param>
/// <param name="CutFromBytes">How large the answer would have been; left out when it is whole.</param>
internal sealed record CommandView(
    string Site, string Command, CommandOutcome Outcome, string? Detail, string? Remedy, double? TookMs, string? Text, JsonElement? Records, long? CutFromBytes);

/// <summary>A command that there is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">The least role that may ask for it: <c>viewer, technician, noc, admin</c>.</param>
/// <param name="Allowed">Whether you may.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Parameters">What it takes, in the order of the verb <c>site run</c>.</param>
internal sealed record CommandSpecView(string Name, CommandRole Role, bool Allowed, string Summary, IReadOnlyList<CommandParameter> Parameters);

/// <summary><c>/sites/{id}/commands</c> and <c>/commands</c>: what the office has agents do.</summary>
internal static class SiteCommandsResource
{
    private const int MaxArgs = 10;

    public static void MapSiteCommands(this RouteGroupBuilder v1)
    {
        v1.MapGet("/commands", (HttpContext http) =>
        {
            var role = CommandRoles.Of(http.User);
            return Results.Ok(new EntryList<CommandSpecView>([.. CommandCatalogue.All.Select(spec => new CommandSpecView(spec.Name, spec.Role, CommandCatalogue.Allows(role, spec), spec.Summary, spec.Parameters))]));
        }).WithMetadata(new MindsSites()).Gives<EntryList<CommandSpecView>>("Which commands there are, and who may have them run");

        v1.MapPost("/sites/{id}/commands", async (ApiContext api, SiteCommander commander, HttpContext http, string id) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, Read);
            if (body is null) return refused!;
            if (api.Read(db => SiteStore.Find(db, id)) is not { } site) return Problems.NotFound($"site {ConfigSection.Quoted(id)}", "/api/v1/sites");
            var (actor, role) = (Caller.Of(http.User), CommandRoles.Of(http.User));
            if (CommandCatalogue.Find(body.Command) is not { } spec)
            {
                Note("unknown_command");
                return Problems.Invalid("command", "is no command", $"the commands are {string.Join(", ", CommandCatalogue.All.Select(known => known.Name))}");
            }

            if (!CommandCatalogue.Allows(role, spec))
            {
                Note("forbidden");
                return Problems.Of(StatusCodes.Status403Forbidden, "Your token may not do this", $"{spec.Name} needs the role {spec.Role.ToString().ToLowerInvariant()}; yours amounts to {role.ToString().ToLowerInvariant()}", "ask somebody who has it");
            }

            if (CommandCatalogue.Read(spec, body.Args) is { Command: null, Problems: var problems })
            {
                Note("bad_request");
                return Problems.Invalid([.. problems.Select(problem => new ApiError($"args.{problem.Argument}", problem.Problem, problem.Remedy))]);
            }

            return Of(site.Name, spec.Name, await commander.RunAsync(new CommandOrder(site, spec, body.Args, actor, role)));

            void Note(string why) => api.Read(db =>
            {
                CommandAudit.Refused(db, api.Now, actor, id, body.Command, body.Args, why);
                return 0;
            });
        }).ForOperators().Takes<CommandBody>().Gives<CommandView>("Have a site's agent do something and wait for its answer, up to 26 s").Refuses(400, 404, 409, 503, 504);
    }

    public static IResult Of(string site, string command, CommandAnswer answer) => answer switch
    {
        CommandAnswer.Answered { Reply: var reply } => Results.Json(
            new CommandView(site, command, reply.Outcome, reply.Detail, reply.Remedy, reply.TookMs, reply.Text, reply.Records, reply.CutFromBytes), ApiJson.Default.CommandView),
        CommandAnswer.NotThere away => Problems.Of(StatusCodes.Status409Conflict, "The agent is not there", away.Detail, away.Remedy),
        CommandAnswer.TooOld old => Problems.Of(
            StatusCodes.Status409Conflict, "The agent is too old", $"the agent of {site} ({old.Version ?? "of a version that it did not say"}) knows no commands, or has not said yet that it does", "update it; if it has just connected, try again"),
        CommandAnswer.TooMany many => Problems.TooMany(many.Wait, $"{site} has had {CommandCatalogue.MaxPerMinute} commands within a minute, from all who ask"),
        CommandAnswer.Unfit unfit => Problems.Invalid(unfit.Argument, unfit.Problem, unfit.Remedy),
        CommandAnswer.NotSent not => Problems.Of(StatusCodes.Status503ServiceUnavailable, "The command was not sent", not.Detail, not.Remedy),
        CommandAnswer.NoAnswer none => Problems.Of(
            StatusCodes.Status504GatewayTimeout, "No answer came", $"the agent of {site} took the command and did not answer within {none.Waited.TotalSeconds:0} s; whether it was done is not known", "see whether the site is still connected, and try again"),
        _ => throw new InvalidOperationException($"{answer.Word} is no answer"),
    };

    private static CommandBody Read(ConfigSection section)
    {
        var command = section.Text("command", required: true) ?? "";
        var args = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in section.TextsByName("args"))
        {
            if (args.Count == MaxArgs) section.Error("args", null, $"has more than {MaxArgs} entries", "see GET /api/v1/commands for what there is");
            if (args.Count >= MaxArgs) break;
            args[name] = text;
        }

        return new CommandBody(command, args);
    }
}
