using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Backup;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>A backup and what is in it.</summary>
/// <param name="Backup">Which.</param>
/// <param name="Facts">What it holds.</param>
/// <param name="Now">What the database holds now.</param>
internal sealed record BackupView(BackupEntry Backup, StateFacts? Facts, StateFacts Now);

/// <summary>Says that somebody means it.</summary>
/// <param name="Confirm">The backup's name once more.</param>
internal sealed record RestoreBody(string Confirm);

/// <summary><c>/backups</c>: of the collector's own database and keys.</summary>
internal static class BackupsResource
{
    private const string List = "/api/v1/backups";

    public static void MapBackups(this RouteGroupBuilder v1)
    {
        v1.MapGet("/backups", (BackupDesk desk) => Results.Ok(new EntryList<BackupEntry>(desk.All()))).ForAdmins().Gives<EntryList<BackupEntry>>("All backups that the collector keeps, the newest first, with what their check found");

        v1.MapPost("/backups", async (BackupDesk desk, HttpContext http) => await desk.MakeAsync(Caller.Of(http.User), http.RequestAborted) switch
        {
            BackupResult.Done done => Results.Created($"{List}/{done.Entry.Name}", new BackupView(done.Entry, done.Facts, desk.Now())),
            var result => Not(result, ""),
        }).ForAdmins().Gives<BackupView>("Make one now, and check it", StatusCodes.Status201Created).Refuses(409);

        v1.MapGet("/backups/{name}", (BackupDesk desk, string name) => desk.Find(name) is { } file ? Results.File(file, "application/octet-stream", name) : Not(new BackupResult.NotFound(), name))
            .ForAdmins().WithSummary("The backup itself, encrypted").WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(byte[]), ["application/octet-stream"])).Refuses(404);

        v1.MapPost("/backups/{name}/check", async (BackupDesk desk, HttpContext http, string name) => await desk.CheckAsync(name, http.RequestAborted) switch
        {
            BackupResult.Done done => Results.Ok(new BackupView(done.Entry, done.Facts, desk.Now())),
            var result => Not(result, name),
        }).ForAdmins().Gives<BackupView>("Read one to its end, open its database, and say what is in it").Refuses(404, 409);

        v1.MapPost("/backups/{name}/restore", async (BackupDesk desk, HttpContext http, string name) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, section => new RestoreBody(section.Text("confirm", required: true) ?? ""));
            if (body is null) return refused!;
            if (body.Confirm != name) return Problems.Invalid("confirm", "is not the backup's name", "write its name once more, to say that you mean it");
            return await desk.RestoreAsync(name, Caller.Of(http.User), http.RequestAborted) switch
            {
                BackupResult.Done done => Results.Json(new BackupView(done.Entry, done.Facts, desk.Now()), ApiJson.Default.BackupView, statusCode: StatusCodes.Status202Accepted),
                var result => Not(result, name),
            };
        }).ForAdmins().Takes<RestoreBody>().Gives<BackupView>("Put one back: a backup of what is there is made before, then the collector starts anew with it", StatusCodes.Status202Accepted).Refuses(400, 404, 409);
    }

    private static IResult Not(BackupResult result, string name) => result is BackupResult.Failed failed
        ? Problems.Of(StatusCodes.Status409Conflict, "It cannot be done as it stands", failed.Problem, "put that right and try again; nothing was changed")
        : Problems.NotFound($"backup {ConfigSection.Quoted(name)}", List);
}
