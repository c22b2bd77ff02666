using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.SiteCommands;

/// <summary>Has a site's agent ask a device before its entry is saved. A password leaves the office only sealed to the machine that the site is.</summary>
internal sealed class DeviceTest(CollectorDatabase database, SiteCommander commander)
{
    /// <param name="site">The site.</param>
    /// <param name="entryJson">As it would be saved.</param>
    /// <param name="password">As it was typed; null or empty: the one that the site has.</param>
    /// <param name="actor">Who, an administrator.</param>
    /// <returns>Null: there is no such site.</returns>
    public async Task<CommandAnswer?> RunAsync(string site, string entryJson, string? password, Actor actor)
    {
        var (row, identity) = database.Write(db => (SiteStore.Find(db, site), IdentityStore.Find(db, site)));
        if (row is null) return null;
        var args = new Dictionary<string, string>(StringComparer.Ordinal) { ["entry"] = entryJson };
        if (!string.IsNullOrEmpty(password))
        {
            if (identity is not { RevokedMs: null } || Seal(identity.PublicKey, password, site) is not { } box)
                return new CommandAnswer.NotThere($"a password cannot be sealed to {site}: its machine was not enrolled here", "enrol it, or leave the password empty to test with the one that is there");
            args["password"] = box;
        }

        var spec = CommandCatalogue.Find("try")!;
        if (CommandCatalogue.Read(spec, args) is { Command: null, Problems: var problems })
            return new CommandAnswer.Unfit(problems[0].Argument, problems[0].Problem, problems[0].Remedy);
        return await commander.RunAsync(new CommandOrder(row, spec, args, actor, CommandRole.Admin));
    }

    private static string? Seal(string publicKey, string password, string site)
    {
        try
        {
            return Convert.ToBase64String(SealedBox.Seal(Convert.FromBase64String(publicKey), Encoding.UTF8.GetBytes(password), SiteSecrets.Purpose(site, NocCommand.Try.Purpose)));
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
