using System.Net.Http.Headers;
using System.Text;
using EdgeNoc.Collector.Config;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Influx;

/// <summary>Which of the two stores: raw points, or five-minute figures.</summary>
internal enum InfluxStore
{
    Raw,
    Figures,
}

/// <summary>Where requests go in each generation of InfluxDB, and how they prove who sends them. Pure, but for reading a secret.</summary>
internal static class InfluxAddresses
{
    /// <summary>The address of the server; paths are relative to it, so that a proxy may put it below a path of its own.</summary>
    public static Uri Root(InfluxConfig config) => config.Url.AbsoluteUri.EndsWith('/') ? config.Url : new Uri(config.Url.AbsoluteUri + "/");

    /// <summary>Takes line protocol by POST.</summary>
    /// <param name="precision"><c>ms</c> or <c>ns</c>.</param>
    public static Uri Write(InfluxConfig config, InfluxStore store, string precision) => new(Root(config), config.Generation == InfluxGeneration.One
        ? $"write?db={Escape(config.Database)}{(store == InfluxStore.Figures ? $"&rp={Downsampled.Store}" : "")}&precision={precision}"
        : $"api/v2/write?{(config.Organisation is { } organisation ? $"org={Escape(organisation)}&" : "")}bucket={Escape(Bucket(config, store))}&precision={precision}");

    /// <summary>Takes InfluxQL on the raw store as the form field <c>q</c> by POST, and answers in chunks, a line each; all three generations have it.</summary>
    public static Uri Query(InfluxConfig config) => new(Root(config), $"query?db={Escape(config.Database)}&epoch=ms&chunked=true");

    /// <summary>
    /// The bucket of 2.x or database of 3.x that holds a store; 3.x knows a database with a slash as database and retention policy.
    /// </summary>
    public static string Bucket(InfluxConfig config, InfluxStore store) => store == InfluxStore.Raw
        ? config.Database
        : $"{config.Database}{(config.Generation == InfluxGeneration.Three ? '/' : '_')}{Downsampled.Store}";

    /// <summary>Adds who we are; secrets are read anew, so a changed one needs no restart. Not null when one cannot be read.</summary>
    public static WriteOutcome.Unavailable? Authorize(HttpRequestMessage request, InfluxConfig config)
    {
        if (config.Token is { } source)
        {
            if (!source.TryRead(out var token, out var wrong)) return new(UnavailableKind.Unauthorized, $"the token ({source.Origin}) {wrong}");
            request.Headers.Authorization = new AuthenticationHeaderValue(config.Generation == InfluxGeneration.Three ? "Bearer" : "Token", token.Reveal());
            return null;
        }

        if (config is not { User: { } user, Password: { } file }) return null;
        if (!file.TryRead(out var password, out var problem)) return new(UnavailableKind.Unauthorized, $"the password ({file.Origin}) {problem}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password.Reveal()}")));
        return null;
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
