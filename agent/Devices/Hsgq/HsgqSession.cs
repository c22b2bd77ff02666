using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Devices.Web;

namespace EdgeNoc.Agent.Devices.Hsgq;

/// <summary>A session of the API, from login to logout. The box bears four of them, so that one which is left open shuts people out.</summary>
internal sealed class HsgqSession(DeviceHttp http, WebOltOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan LogoutPatience = TimeSpan.FromSeconds(5);

    private string? _token;

    /// <summary>Null when the box let the agent in.</summary>
    public async Task<PollError?> LogInAsync(CancellationToken cancellationToken)
    {
        if (options.Password is not { } source || !source.TryRead(out var password, out _))
            return new(PollErrorKind.AuthFailed, "the password cannot be read", "put the password into its file, readable by the agent");
        var answer = await http.SendAsync(HttpMethod.Post, "/userlogin?form=login", Login(options.User ?? "", password.Reveal()), null, null, cancellationToken).ConfigureAwait(false);
        if (answer.Error is { } error) return error;
        if (answer.Token is { } token)
        {
            _token = token;
            return null;
        }

        return Message(answer.Body) is { } message ? HsgqErrors.LoginRefused(message, http.Shown) : HsgqErrors.NoJson(answer.Body.Length);
    }

    /// <summary>Asks for a list.</summary>
    public Task<HttpAnswer> GetAsync(string path, CancellationToken cancellationToken) => http.SendAsync(HttpMethod.Get, path, null, _token, "json", cancellationToken);

    /// <summary>Logs out, also when the poll was given up.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_token is not { } token) return;
        _token = null;
        using var patience = new CancellationTokenSource(LogoutPatience);
        try
        {
            await http.SendAsync(HttpMethod.Post, "/userlogin?form=logout", Json("""{"method":"set","param":{}}"""), token, null, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The session ends by itself some time.
        }
    }

    /// <summary>The box's own web page sends the password so: as Base64, and hashed together with the user's name. What it calls a key is no protection; https is, where it speaks it.</summary>
    private static StringContent Login(string user, string password)
    {
#pragma warning disable CA5351 // The box asks for MD5.
        var key = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{user}:{password}")));
#pragma warning restore CA5351
        return Json(JsonSerializer.Serialize(new { method = "set", param = new { name = user, key, value = Convert.ToBase64String(Encoding.UTF8.GetBytes(password)), captcha_v = "", captcha_f = "" } }));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string? Message(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object ? null : document.RootElement.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : "";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
