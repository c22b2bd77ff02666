using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>What became of a password.</summary>
/// <param name="Places">The devices whose password it is now, as <c>site/device</c>.</param>
internal sealed record SecretSetView(IReadOnlyList<string> Places);

/// <summary><c>/secrets</c>: which passwords of devices are kept. None comes out again.</summary>
internal static class SecretsResource
{
    public static void MapSecrets(this RouteGroupBuilder v1)
    {
        v1.MapGet("/secrets", (ApiContext api) => Results.Ok(new EntryList<SecretView>(api.Read(SecretStore.All))))
            .ForAdmins().Gives<EntryList<SecretView>>("Which devices' passwords are kept, not what they are");

        v1.MapPut("/sites/{id}/secrets/{device}", async (ApiContext api, HttpContext http, Lazy<SecretVault> vault, string id, string device) =>
        {
            if (!Topics.IsName(device)) return Problems.Invalid("device", "is no device's id", "use 1 to 64 letters, digits, dots, dashes and underscores");
            var (body, refused) = await JsonBody.ReadAsync(http.Request, SecretBody.Read);
            if (body is null) return refused!;
            return api.Change((db, now) => SiteRow.Find(db, id) is null
                ? Problems.NotFound($"site {ConfigSection.Quoted(id)}", "/api/v1/sites")
                : Results.Ok(new SecretSetView(SiteActions.SetSecret(db, vault.Value, id, device, body.Password, body.AllSharing, Caller.Of(http.User), now))));
        }).ForAdmins().Takes<SecretBody>().Gives<SecretSetView>("Keep a device's password; its site gets it sealed").Refuses(400, 404);
    }
}
