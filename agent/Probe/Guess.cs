namespace EdgeNoc.Agent.Probe;

/// <summary>What a box probably is.</summary>
/// <param name="What">As a person calls it: <c>a Hioso HA7304 or one of its siblings</c>.</param>
/// <param name="Because">What it was told by.</param>
/// <param name="Driver">The driver's name; null when this version has none for it.</param>
/// <param name="Entry">Keys of a config entry after <c>id</c> and <c>driver</c>, as JSON; null without a driver.</param>
internal sealed record Guess(string What, string Because, string? Driver, string? Entry)
{
    /// <summary>The entry to put into the config.</summary>
    public string? Snippet(string id) => Entry is null ? null : $"{{ \"id\": \"{id}\", \"driver\": \"{Driver}\", {Entry} }}";
}

/// <summary>From what was seen to what it is: one rule a kind of box, the surest first. Each rule stands on something that the boxes are known to say.</summary>
internal static class Classifier
{
    private const string WebLogin = "\"user\": \"admin\", \"password_file\": \"ID.pw\"";

    private static readonly Func<Observation, Guess?>[] Rules = [MikroTik, Vsol, Hsgq, Hioso, SmartAx, Vrp, Zte, OtherGoAhead, BareLogin];

    /// <summary>Null when nothing is known to look like this.</summary>
    public static Guess? Classify(Observation seen) => Rules.Select(rule => rule(seen)).FirstOrDefault(guess => guess is not null);

    private static Guess? MikroTik(Observation seen)
    {
        var because =
            Banner(seen, "ROSSSH") ?? Banner(seen, "MikroTik")
            ?? seen.Pages.FirstOrDefault(page => page.Says("RouterOS") || page.Says("mikrotik") || page.Says("/webfig/")) switch
            {
                { } page => $"the web page on port {page.Port} is {(page.Title is null ? "WebFig's" : $"\"{page.Title}\"")}",
                null => seen.OpenPorts.Contains(8291) && (seen.OpenPorts.Contains(8728) || seen.OpenPorts.Contains(8729)) ? "the ports of WinBox (8291) and of the API are open" : null,
            };
        if (because is null) return null;
        var url = seen.OpenPorts.Contains(8729) ? $"apis://{seen.UrlHost}" : $"api://{seen.UrlHost}";
        return new Guess(
            "a MikroTik router", seen.OpenPorts.Contains(8728) || seen.OpenPorts.Contains(8729) ? because : $"{because}; its API is off or not for this address: /ip service enable api-ssl",
            "mikrotik", $"\"url\": \"{url}\", \"user\": \"edgenoc\", \"password_file\": \"ID.pw\"");
    }

    /// <summary>GoAhead with HTTP Basic on everything. VSOL's clones have GoAhead too, but a login form under /action/.</summary>
    private static Guess? Hioso(Observation seen)
    {
        foreach (var page in seen.Pages)
        {
            var isGoAhead = page.Server?.Contains("GoAhead", StringComparison.OrdinalIgnoreCase) == true;
            var named = page.Says("hioso") || page.Says("HA73") || page.Says("FNCS4000") || page.Says("onuAllPonOnuList") || page.Says("onuOverview");
            var asksBasic = page.Challenge?.StartsWith("Basic", StringComparison.OrdinalIgnoreCase) == true;
            if (!named && !(isGoAhead && asksBasic)) continue;
            var because = isGoAhead && asksBasic ? $"GoAhead on port {page.Port} asks for HTTP Basic on every page" : $"the page on port {page.Port} names it";
            return new Guess("a Hioso HA7304 or one of its siblings", because, "hioso-epon", $"\"url\": \"{page.UrlOn(seen.UrlHost)}\", {WebLogin}");
        }

        return null;
    }

    private static Guess? Vsol(Observation seen) =>
        seen.Pages.FirstOrDefault(page => page.Says("/action/login.html") || page.Says("/action/main.html") || page.Says("vsol")) is { } page
            ? new Guess("a VSOL OLT or one of its clones", $"the login on port {page.Port} is under /action/", "vsol-web", $"\"url\": \"{page.UrlOn(seen.UrlHost)}\", {WebLogin}")
            : null;

    private static Guess? Hsgq(Observation seen) =>
        seen.Pages.FirstOrDefault(page => page.Says("hsgq") || page.Says("userlogin?form=login")) is { } page
            ? new Guess("an HSGQ OLT", $"the page on port {page.Port} names it", "hsgq", $"\"url\": \"{page.UrlOn(seen.UrlHost)}\", {WebLogin}")
            : null;

    /// <summary>VRP routers ask for <c>Username:</c>; these OLTs ask as nobody else does.</summary>
    private static Guess? SmartAx(Observation seen) =>
        Banner(seen, ">>User name") is { } because ? new Guess("a Huawei OLT (SmartAX MA5600 or MA5800)", because, "smartax-cli", CliLogin(seen)) : null;

    private static Guess? Vrp(Observation seen) =>
        (Banner(seen, "SSH-2.0-HUAWEI") ?? Banner(seen, "Huawei Technologies") ?? Banner(seen, "SSH-2.0--")) is { } because
            ? new Guess(
                "a Huawei box (VRP); ne8000 is for one that terminates subscribers, huawei-vrp for any other router or switch, smartax-cli for an OLT", because,
                "ne8000", $"\"url\": \"ssh://{seen.UrlHost}\", \"user\": \"edgenoc\", \"password_file\": \"ID.pw\"")
            : null;

    private static Guess? Zte(Observation seen) =>
        (Banner(seen, "ZXAN") ?? Banner(seen, "ZTE")) is { } because ? new Guess("a ZTE OLT", because, "zte-cli", CliLogin(seen)) : null;

    /// <summary>A Hioso says nothing of itself there; others greet first.</summary>
    private static Guess? BareLogin(Observation seen) => seen.Pages.Count == 0 && seen.Banners.TryGetValue(23, out var banner) && banner.Trim().Equals("Username:", StringComparison.OrdinalIgnoreCase)
        ? new Guess("a bare login, perhaps of a Hioso OLT whose web interface is off", "port 23 asks \"Username:\" and says nothing else", "hioso-cli", $"\"url\": \"telnet://{seen.UrlHost}\", {WebLogin}")
        : null;

    /// <summary>SSH where it is on.</summary>
    private static string CliLogin(Observation seen) => $"\"url\": \"{(seen.Banners.TryGetValue(22, out var banner) && banner.StartsWith("SSH-", StringComparison.Ordinal) ? "ssh" : "telnet")}://{seen.UrlHost}\", \"user\": \"edgenoc\", \"password_file\": \"ID.pw\"";

    private static Guess? OtherGoAhead(Observation seen) =>
        seen.Pages.FirstOrDefault(page => page.Server?.Contains("GoAhead", StringComparison.OrdinalIgnoreCase) == true) is { } page
            ? new Guess("a box with a GoAhead web server, perhaps a newer Hioso with a login form", $"the Server line on port {page.Port}", null, null)
            : null;

    private static string? Banner(Observation seen, string word) =>
        seen.Banners.Where(banner => banner.Value.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(banner => $"port {banner.Key} says \"{Short(banner.Value)}\"").FirstOrDefault();

    internal static string Short(string banner)
    {
        var line = banner.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        return line.Length <= 60 ? line : $"{line[..60]}…";
    }
}
