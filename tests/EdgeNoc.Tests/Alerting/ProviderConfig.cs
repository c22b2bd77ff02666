using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Tests.Channels;

namespace EdgeNoc.Tests.Alerting;

/// <summary>Each provider's part of the collector's config, against the simulated gateway. Secrets are files beside the config.</summary>
internal static class ProviderConfig
{
    public const string KeyFile = "gateway.key";
    public const string PathFile = "gateway.hook";
    public const string SigningFile = "gateway.hmac";
    public const string PhoneNumberId = "106540352242922";

    /// <summary>An entry of <c>channels</c>.</summary>
    public static JsonObject Entry(string id, string provider, Uri gateway)
    {
        var entry = JsonSerializer.SerializeToNode(Of(provider, gateway))!.AsObject();
        entry["id"] = id;
        return entry;
    }

    private static object Of(string provider, Uri gateway)
    {
        var host = gateway.ToString().TrimEnd('/');
        return provider switch
        {
            "mpwa" => new { provider, url = $"{host}/send-message", sender = "628111222333", api_key_file = KeyFile, webhook_secret_file = PathFile },
            "meta-cloud" => new
            {
                provider, url = host, phone_number_id = PhoneNumberId, token_file = KeyFile, template = new { name = "noc_alert_v1", language = "en", quick_replies = 2 },
                app_secret_file = SigningFile, verify_token_file = PathFile,
            },
            "fonnte" => new { provider, url = host, token_file = KeyFile, webhook_secret_file = PathFile },
            "waha" => new { provider, url = host, session = "default", api_key_file = KeyFile, hmac_key_file = SigningFile },
            "evolution" => new { provider, url = host, instance = "noc", api_key_file = KeyFile, webhook_secret_file = PathFile },
            "telegram" => new { provider, url = host, token_file = KeyFile, webhook_secret_file = PathFile },
            "webhook" => new { provider, url = $"{host}/alerts", token_file = KeyFile },
            "http" => (object)new
            {
                provider, method = "POST", url = $"{host}/call", headers = new[] { "X-Key: {{secret}}" }, content_type = "application/json",
                body = """{"to":"{{to}}","text":"{{text}}"}""", secret_file = KeyFile, success = new { path = "result", equals = "queued" }, message_id_path = "call.id", max_chars = 4096,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };
    }

    public static async Task WriteSecretsAsync(string folder)
    {
        foreach (var (name, secret) in new[] { (KeyFile, ProviderRig.Key), (PathFile, ProviderRig.PathSecret), (SigningFile, ProviderRig.SigningSecret) })
        {
            var file = Path.Combine(folder, name);
            await File.WriteAllTextAsync(file, secret + "\n");
            if (OperatingSystem.IsLinux()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
