using EdgeNoc.Tests.Channels;

namespace EdgeNoc.Tests.Alerting;

/// <summary>Each provider's part of the collector's config, against the simulated gateway. Secrets are files beside the config.</summary>
internal static class ProviderConfig
{
    public const string KeyFile = "gateway.key";
    public const string PathFile = "gateway.hook";
    public const string SigningFile = "gateway.hmac";

    public static object Of(string provider, Uri gateway)
    {
        var host = gateway.ToString().TrimEnd('/');
        return provider switch
        {
            "mpwa" => new { id = "phone", provider, url = $"{host}/send-message", sender = "628111222333", api_key_file = KeyFile, webhook_secret_file = PathFile },
            "fonnte" => new { id = "phone", provider, url = host, token_file = KeyFile, webhook_secret_file = PathFile },
            "waha" => new { id = "phone", provider, url = host, session = "default", api_key_file = KeyFile, hmac_key_file = SigningFile },
            "evolution" => new { id = "phone", provider, url = host, instance = "noc", api_key_file = KeyFile, webhook_secret_file = PathFile },
            "telegram" => new { id = "phone", provider, url = host, token_file = KeyFile, webhook_secret_file = PathFile },
            "webhook" => new { id = "phone", provider, url = $"{host}/alerts", token_file = KeyFile },
            "http" => (object)new
            {
                id = "phone", provider, method = "POST", url = $"{host}/call", headers = new[] { "X-Key: {{secret}}" }, content_type = "application/json",
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
