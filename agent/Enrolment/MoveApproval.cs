using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Enrolment;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>This card was in another machine: it polls and keeps, and asks the office whether it may send.</summary>
/// <remarks>A copy of a card looks the same. So its password is changed with the approval, and what was left behind is locked out by that.</remarks>
internal sealed class MoveApproval(EnrolledFolder folder, SiteIdentity identity, string stateDir, string serial, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(20);
    private string? _said;

    /// <summary>Returns when the office has approved and everything is in place; false when stopped before.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        Say($"this card is {identity.Site} and was in the machine with the serial number {identity.Serial}; this one is {serial}. It polls and keeps everything, "
            + $"and sends nothing until the office approves: edgenoc-collector site approve {identity.Site}, or the reply: approve {identity.Site}");
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await AskAsync(stop)) return true;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
            {
                Say($"the approval cannot be kept ({error.Message}): make room on the disk or see to its rights");
            }
            catch (OperationCanceledException)
            {
                return false;
            }

            await Task.Delay(AskEvery, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private async Task<bool> AskAsync(CancellationToken stop)
    {
        using var key = AgentKey.TryLoad(stateDir);
        using var ca = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder.Path, "ca.pem"));
        if (key is null)
        {
            Say("this machine's key is gone: enrol it again with a new claim");
            return false;
        }

        using var client = new CollectorClient(identity.Collector, ca, KnownTime.Later(time.GetUtcNow(), identity.Time));
        var word = JsonSerializer.SerializeToUtf8Bytes(new MachineWord(identity.Site, serial, time.GetUtcNow()), EnrolmentJson.Default.MachineWord);
        switch (await client.PostAsync(EnrolmentPaths.Move, key.Sign(word), EnrolmentJson.Default.SignedWord, EnrolmentJson.Default.MoveReply, stop))
        {
            case Asked<MoveReply>.Answered { Value: { State: "approved", Sealed: { } box } approved } when SealedSecrets.Open(key, box, identity.Site, "move") is { BrokerPassword: not null } secrets:
                folder.Change(identity with { Serial = serial, Time = approved.Now, Secrets = secrets.Version }, secrets);
                logger.LogInformation("the office approved: {Site} goes on in this machine", identity.Site);
                return true;
            case Asked<MoveReply>.Answered { Value.State: "refused" }:
                Say($"the office refused that {identity.Site} goes on in this machine: enrol it with a new claim");
                return false;
            case Asked<MoveReply>.Answered:
                return false;
            case Asked<MoveReply>.Refused { Problem: var problem }:
                Say($"{problem.Detail}; {problem.Remedy}");
                return false;
            case Asked<MoveReply>.Failed failed:
                Say($"the office cannot be asked: {failed.Problem}; {failed.Remedy}");
                return false;
            default:
                return false;
        }
    }

    private void Say(string text)
    {
        if (text == _said) return;
        _said = text;
        logger.LogWarning("{Text}", text);
    }
}
