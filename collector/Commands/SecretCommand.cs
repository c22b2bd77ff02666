using System.CommandLine;
using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector secret set|list</c>: the passwords of devices. None is ever shown.</summary>
internal static class SecretCommand
{
    public static Command Create(Option<string> config)
    {
        var site = new Option<string>("--site") { Required = true, HelpName = "SITE" };
        var device = new Option<string>("--device") { Required = true, HelpName = "DEVICE", Description = "Its id in the site's config" };
        var all = new Option<bool>("--all-sharing") { Description = "Change it for every device that has the same password as this one has now" };
        var set = new Command("set", "Type a device's password; it is read from standard input") { site, device, all, config };
        set.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (settings, db) =>
            Set(db, settings.StateDir, arguments.GetRequiredValue(site), arguments.GetRequiredValue(device), arguments.GetValue(all))));
        var list = new Command("list", "Show which are kept, not what they are") { config };
        list.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => List(db)));
        return new Command("secret", "The passwords of devices") { set, list };
    }

    private static int Set(Db db, string stateDir, string site, string device, bool allSharing)
    {
        if (SiteRow.Find(db, site) is null) return Verb.NoSite(site);
        if (!Topics.IsName(device)) return Verb.Refuse($"{Terminal.Plain(device)} is no device's id");
        if (!Console.IsInputRedirected) Console.Error.Write($"password of {site}/{device}: ");
        var password = Console.IsInputRedirected ? Console.In.ReadLine() : Hidden();
        if (string.IsNullOrEmpty(password) || password.Length > SecretStore.MaxLength) return Verb.Refuse($"a password has 1 to {SecretStore.MaxLength} characters: nothing was changed");
        var places = SiteActions.SetSecret(
            db, SecretVault.Open(stateDir), site, device, password, allSharing, new Actor("verb", Environment.UserName, "verb"), DateTimeOffset.UtcNow);
        Console.WriteLine($"✔ kept for {string.Join(", ", places)}; machines that are online get it within a minute");
        return ExitCode.Fine;
    }

    private static int List(Db db)
    {
        foreach (var secret in SecretStore.All(db))
        {
            var shared = secret.SharedBy > 1 ? $", the same as {secret.SharedBy - 1} others at {secret.SharedBySites} sites" : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{secret.Site}/{secret.Device}  typed {secret.ChangedAt.UtcDateTime:yyyy-MM-dd} by {Terminal.Plain(secret.ChangedBy)}{shared}"));
        }

        return ExitCode.Fine;
    }

    private static string Hidden()
    {
        var text = "";
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) text = text.Length > 0 ? text[..^1] : text;
            else text += key.KeyChar;
        }

        Console.Error.WriteLine();
        return text;
    }
}
