using EdgeNoc.Common.Config;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Page.Pin;

/// <summary>The one way in: looks at one PIN at a time, and at none while the page is locked out. The file is read each time, so that a new PIN needs no restart.</summary>
internal sealed class PinDoor(SecretSource file, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan OneAtATime = TimeSpan.FromSeconds(1);

    // Hashing is the most that the page can cost a small machine: never two at once.
    private readonly SemaphoreSlim _one = new(1);
    private readonly Sessions _sessions = new(time);
    private readonly long _started = time.GetTimestamp();
    private Lockout _lockout = Lockout.None;

    /// <summary>Opened at the cabinet itself, without a PIN; null where that cannot be.</summary>
    public HeldDoor? Held { get; init; }

    /// <summary>The session of whoever comes while the button's door is open; null when it is not.</summary>
    public string? TryHeld()
    {
        if (Held?.TryEnter() != true) return null;
        logger.LogWarning("the cabinet's page: opened by the button, without the PIN");
        return _sessions.Open(Under());
    }

    /// <summary>Tries a PIN.</summary>
    public async Task<PinAnswer> TryAsync(string? pin, CancellationToken cancellationToken)
    {
        // A hundred at once are ninety-nine that come back later.
        if (!await _one.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false)) return new PinAnswer.TooEarly(OneAtATime);
        try
        {
            var now = time.GetElapsedTime(_started);
            if (_lockout.Wait(now) is { Ticks: > 0 } wait) return new PinAnswer.TooEarly(wait);
            if (Stored(out var problem) is not { } hash) return new PinAnswer.NotSet(problem);
            if (PinRule.IsPin(pin) && await Task.Run(() => hash.Fits(pin!), cancellationToken).ConfigureAwait(false))
            {
                _lockout = Lockout.None;
                logger.LogInformation("the cabinet's page: opened with the PIN");
                return new PinAnswer.Right(_sessions.Open(hash.ToString()));
            }

            _lockout = _lockout.AfterWrong(now);
            var next = _lockout.Wait(now);
            if (next > TimeSpan.Zero) logger.LogWarning("the cabinet's page: {Wrong} wrong PINs in a row, none is tried for {Wait:0} s", _lockout.Wrong, next.TotalSeconds);
            return new PinAnswer.Wrong(next);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc cref="Sessions.IsOpen"/>
    public bool IsOpen(string? token, bool isUse) => token is not null && _sessions.IsOpen(token, Under(), isUse);

    public void Close(string? token) => _sessions.Close(token);

    public void Dispose() => _one.Dispose();

    /// <summary>A new PIN ends the sessions under another, and those from before there was one.</summary>
    private string Under() => Stored(out _)?.ToString() ?? "no PIN";

    private PinHash? Stored(out string problem)
    {
        if (!file.TryRead(out var secret, out var why))
        {
            problem = $"{file.Origin} {why}";
            return null;
        }

        problem = $"{file.Origin} holds no hash of a PIN";
        return PinHash.TryParse(secret.Reveal(), out var hash) ? hash : null;
    }
}
