using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.HttpTemplate;

/// <summary>Reads the config of a service by templates, and tries the templates out.</summary>
internal static partial class HttpTemplateConfig
{
    private const string BlanksRemedy = "the blanks are {{to}}, {{text}}, {{headline}}, {{reference}} and {{secret}}";
    private static readonly string[] Trials = ["x1", "y2"];

    public static HttpTemplateSettings Read(ChannelIdentity channel, ConfigSection section)
    {
        var secret = section.SecretOf("secret");
        var method = section.Choice("method", "POST", "POST", "GET", "PUT");
        var url = Template(section, "url", required: true) ?? "http://invalid/";
        CheckUrl(section, url);
        var contentType = section.Text("content_type") ?? "application/json";
        if (!MediaTypes().IsMatch(contentType)) section.Error("content_type", ConfigSection.Quoted(contentType), "is no media type", "write one such as application/json or application/x-www-form-urlencoded");
        var body = Template(section, "body");
        if (body is not null && method == "GET") section.Error("body", null, "stands beside method GET", "put what belongs to the request into url, or use POST");
        if (body is not null && FillIn.MediaType(contentType) == "application/json") CheckJson(section, body);
        var headers = Headers(section);
        if (secret is null && ((string?[])[url, body, .. headers.Select(header => header.Template)]).Any(text => text is not null && Uses(text, "secret")))
            section.Error("secret_file", null, "is missing", "name the file that holds what {{secret}} stands for");
        var success = section.Section("success");
        var hasSuccess = section.Has("success");
        var (path, value) = (success.Text("path", required: true), success.Text("equals", required: true));
        success.Finish();
        return new HttpTemplateSettings(
            channel, new HttpMethod(method), url, headers, body, contentType, secret, hasSuccess ? path : null, value ?? "true", section.Text("message_id_path"),
            section.Integer("max_chars", MessageSplit.WhatsAppLimit, 40, 100_000), section.Choice("recipients", "phone", "phone", "any") == "any");
    }

    private static string? Template(ConfigSection section, string key, bool required = false)
    {
        var text = section.Text(key, required);
        if (text is not null && FillIn.Unknown(text) is [var unknown, ..]) section.Error(key, $"{{{{{unknown}}}}}", "is no blank that is known here", BlanksRemedy);
        return text;
    }

    /// <summary>Filled in in two ways it must stay the same server: what a message says must not choose where the secret goes.</summary>
    private static void CheckUrl(ConfigSection section, string template)
    {
        var hosts = Trials.Select(value => FillIn.In(template, All(value), Uri.EscapeDataString))
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 ? url.GetLeftPart(UriPartial.Authority) : null).ToList();
        if (hosts.Any(host => host is null))
            section.Error("url", null, "is no web address once it is filled in", "write http://ADDRESS/PATH, and a user or password as a header with {{secret}}");
        else if (hosts[0] != hosts[1]) section.Error("url", null, "has a blank in its host", "put blanks behind the host only");
    }

    private static void CheckJson(ConfigSection section, string template)
    {
        try
        {
            // A quote and a backslash show blanks that stand outside of quotes.
            using var document = JsonDocument.Parse(FillIn.In(template, All("a \"quote\" and a \\"), FillIn.Json));
        }
        catch (JsonException)
        {
            section.Error("body", null, "is no JSON once it is filled in", "put each blank between quotes, and see that braces and commas are right");
        }
    }

    private static List<(string Name, string Template)> Headers(ConfigSection section)
    {
        var headers = new List<(string, string)>();
        foreach (var (key, text) in section.Texts("headers"))
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var (name, template) = colon > 0 ? (text[..colon], text[(colon + 1)..].Trim()) : ("", "");

            // Not shown: somebody may have written the secret itself.
            if (!HeaderNames().IsMatch(name) || !ChannelRequest.IsHeaderValue(template)) section.Error(key, null, "is no header", "write it as \"NAME: VALUE\", the value in plain letters, digits and signs");
            else if (FillIn.Unknown(template) is [var unknown, ..]) section.Error(key, $"{{{{{unknown}}}}}", "is no blank that is known here", BlanksRemedy);
            else if (FillIn.Names.Any(blank => blank is not ("secret" or "reference") && Uses(template, blank)))
                section.Error(key, null, "has a blank that a header cannot carry", "only {{secret}} and {{reference}} go into headers");
            else headers.Add((name, template));
        }

        return headers;
    }

    private static bool Uses(string template, string name) => FillIn.In(template, new Dictionary<string, string>(StringComparer.Ordinal) { [name] = "" }, value => value) != template;

    private static Dictionary<string, string> All(string value) => FillIn.Names.ToDictionary(name => name, _ => value, StringComparer.Ordinal);

    [GeneratedRegex(@"^[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+(; *charset=[A-Za-z0-9-]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MediaTypes();

    [GeneratedRegex("^[A-Za-z0-9-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderNames();
}
