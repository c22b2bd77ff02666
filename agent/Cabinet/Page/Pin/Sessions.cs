using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNoc.Agent.Cabinet.Page.Pin;

/// <summary>Who typed the PIN: a few tokens in RAM, gone with the process. Safe for several threads.</summary>
internal sealed class Sessions(TimeProvider time)
{
    /// <summary>A phone that was put away.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(20);

    /// <summary>A day's work in a cabinet is shorter.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    private const int Most = 8;
    private const int TokenBytes = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Session> _open = new(StringComparer.Ordinal);

    /// <summary>Opens one; the longest unused makes room.</summary>
    /// <param name="under">The hash of the PIN that opened it: another PIN ends it.</param>
    public string Open(string under)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetTimestamp();
        lock (_gate)
        {
            foreach (var stale in _open.Where(entry => !IsAlive(entry.Value)).Select(entry => entry.Key).ToList()) _open.Remove(stale);
            if (_open.Count >= Most) _open.Remove(_open.MinBy(entry => entry.Value.UsedAt).Key);
            _open[KeyOf(token)] = new Session(under, now, now);
        }

        return token;
    }

    /// <summary>Whether it is open.</summary>
    /// <param name="token">As the browser sent it; null when it sent none.</param>
    /// <param name="under">The hash of the PIN that holds now.</param>
    /// <param name="isUse">Somebody did something, which keeps it open; a page that only lies there does not.</param>
    public bool IsOpen(string? token, string? under, bool isUse)
    {
        if (token is null || under is null) return false;
        lock (_gate)
        {
            var key = KeyOf(token);
            if (!_open.TryGetValue(key, out var session)) return false;
            if (!IsAlive(session) || session.Under != under)
            {
                _open.Remove(key);
                return false;
            }

            if (isUse) _open[key] = session with { UsedAt = time.GetTimestamp() };
            return true;
        }
    }

    public void Close(string? token)
    {
        if (token is null) return;
        lock (_gate) _open.Remove(KeyOf(token));
    }

    private bool IsAlive(Session session) => time.GetElapsedTime(session.UsedAt) < Idle && time.GetElapsedTime(session.OpenedAt) < Longest;

    // How long a look-up takes tells nothing about the token.
    private static string KeyOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed record Session(string Under, long OpenedAt, long UsedAt);
}
