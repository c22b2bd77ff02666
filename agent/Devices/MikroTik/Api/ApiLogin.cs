using System.Security.Cryptography;
using System.Text;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>The two ways to log in: name and password since 6.43, an MD5 challenge before.</summary>
internal static class ApiLogin
{
    /// <param name="connection">Fresh.</param>
    /// <param name="target">For messages.</param>
    /// <param name="user">The name.</param>
    /// <param name="password">Goes over the wire as it is, but with the old form.</param>
    /// <param name="legacy">Tries the old form first, so that an old router never sees the password; a new one refuses that form and gets its own.</param>
    /// <param name="timeout">For each step.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RouterException">Not logged in.</exception>
    public static async Task LogInAsync(ApiConnection connection, ApiTarget target, string user, string password, bool legacy, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (legacy)
        {
            var challenge = await connection.CallAsync(["/login"], timeout, cancellationToken, tagged: false).ConfigureAwait(false);
            if (challenge.Return is { } hex)
            {
                var answer = Answer(hex, password) ?? throw RouterErrors.Refused(target, new ApiTrap(null, "its challenge makes no sense"));
                Check(target, await connection.CallAsync(["/login", $"=name={user}", $"=response={answer}"], timeout, cancellationToken, tagged: false).ConfigureAwait(false));
                return;
            }
        }

        var reply = await connection.CallAsync(["/login", $"=name={user}", $"=password={password}"], timeout, cancellationToken, tagged: false).ConfigureAwait(false);
        if (reply.Return is not null) throw RouterErrors.OldLogin(target);
        Check(target, reply);
    }

    /// <summary><c>00</c> and the MD5 of a zero byte, the password and the challenge; null when the challenge is none.</summary>
    public static string? Answer(string challenge, string password)
    {
        if (challenge.Length is 0 or > 256 || challenge.Length % 2 != 0 || !challenge.All(char.IsAsciiHexDigit)) return null;
        byte[] text = [0, .. Encoding.UTF8.GetBytes(password), .. Convert.FromHexString(challenge)];
#pragma warning disable CA5351 // The router's protocol, and only when the operator asked for it.
        return "00" + Convert.ToHexStringLower(MD5.HashData(text));
#pragma warning restore CA5351
    }

    private static void Check(ApiTarget target, ApiReply reply)
    {
        if (reply.Traps is [var trap, ..]) throw RouterErrors.Refused(target, trap);
    }
}
