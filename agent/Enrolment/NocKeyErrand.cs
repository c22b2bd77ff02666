using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Signing;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>Fetches the office's public key for a machine that was enrolled before the office had one: from the collector that enrolled it, over HTTPS, trusting the authority of its claim and nobody else.</summary>
/// <remarks>Only where there is none: a key that is here is never replaced by one that came later, else whoever gets hold of that server's certificate could sign configs.</remarks>
internal sealed class NocKeyErrand(EnrolledFolder folder, SiteIdentity identity, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);
    private string? _said;

    /// <summary>Asks until it is there, then calls <paramref name="came"/>; or until stopped.</summary>
    public async Task RunAsync(Action came, CancellationToken stop)
    {
        for (var pause = FirstPause; !stop.IsCancellationRequested; pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks)))
        {
            try
            {
                if (await TryAsync(stop))
                {
                    came();
                    return;
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
            {
                Say($"it cannot be kept ({error.Message}): make room on the disk or see to its rights");
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryAsync(CancellationToken stop)
    {
        using var ca = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder.Path, "ca.pem"));
        using var client = new CollectorClient(identity.Collector, ca, KnownTime.Later(time.GetUtcNow(), identity.Time));
        switch (await client.AskNocKeyAsync(stop))
        {
            case Asked<string>.Answered { Value: var pem } when VerifyingKey.OfPem(pem) is { } key:
                folder.PutNocKey(key);
                logger.LogInformation("the office's key came, {Key}: configs and updates from there are taken from now on", key.Id);
                return true;
            case Asked<string>.Answered:
                Say("what the office gives is no key; tell the office");
                return false;
            case Asked<string>.Refused { Problem: var problem }:
                Say($"{problem.Detail}; {problem.Remedy}");
                return false;
            case Asked<string>.Failed failed:
                Say($"{failed.Problem}; {failed.Remedy}");
                return false;
            default:
                return false;
        }
    }

    private void Say(string text)
    {
        if (text == _said) return;
        _said = text;
        logger.LogWarning("this machine has no key of the office, without which it takes no config from there, and it is asked for in vain: {Text}", text);
    }
}
