using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Host;
using EdgeNoc.Common.Enrolment;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>From a claim to a site. Every step can be repeated: until the last one, which is a rename, nothing here has changed but the key.</summary>
/// <param name="stateDir">The agent's state directory; it is there.</param>
/// <param name="serial">Of this machine.</param>
internal sealed class Enroller(string stateDir, string serial, TimeProvider time)
{
    private const int MaxPassword = 256;

    public async Task<EnrolOutcome> RunAsync(ClaimCode claim, CancellationToken ct)
    {
        try
        {
            using var key = AgentKey.LoadOrMake(stateDir);
            switch (await CollectorClient.AskCaAsync(claim, ct))
            {
                case Asked<(string Pem, X509Certificate2 Certificate)>.Answered { Value: var ca }:
                    using (ca.Certificate) return await AskAsync(claim, key, ca.Pem, ca.Certificate, ct);
                case Asked<(string Pem, X509Certificate2 Certificate)>.Failed failed:
                    return new EnrolOutcome.Refused(failed.Problem, failed.Remedy, MayHelpAgain: true);
                default:
                    return new EnrolOutcome.Refused("the collector gives no certificate authority", "tell the office", MayHelpAgain: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new EnrolOutcome.Refused($"{stateDir} cannot be written ({error.Message})", "make room on the disk or see to its rights; nothing was changed, the same claim can be used again", MayHelpAgain: true);
        }
        catch (CryptographicException error)
        {
            return new EnrolOutcome.Refused(error.Message, "see to that file, then use the same claim again", MayHelpAgain: false);
        }
    }

    private async Task<EnrolOutcome> AskAsync(ClaimCode claim, AgentKey key, string pem, X509Certificate2 ca, CancellationToken ct)
    {
        using var client = new CollectorClient(claim.Collector, ca, KnownTime.Later(time.GetUtcNow(), KnownTime.Built));
        var request = new EnrolRequest(claim.Site, claim.Secret.ToArray(), key.PublicKey, serial, AgentStatus.Version);
        switch (await client.PostAsync(EnrolmentPaths.Claim, request, EnrolmentJson.Default.EnrolRequest, EnrolmentJson.Default.EnrolReply, ct))
        {
            case Asked<EnrolReply>.Answered { Value: var reply }:
                return await TakeAsync(claim, key, client, pem, reply, ct);
            case Asked<EnrolReply>.Refused { Problem: var problem }:
                return new EnrolOutcome.Refused(
                    problem.Detail ?? "the office refuses this claim", problem.Remedy ?? "ask the office for a new one", problem.Reason is EnrolRefusals.NotNow or EnrolRefusals.TooMany);
            case Asked<EnrolReply>.Failed failed:
                return new EnrolOutcome.Refused(failed.Problem, failed.Remedy, MayHelpAgain: true);
            default:
                throw new InvalidOperationException("an answer of no kind");
        }
    }

    private async Task<EnrolOutcome> TakeAsync(ClaimCode claim, AgentKey key, CollectorClient client, string pem, EnrolReply reply, CancellationToken ct)
    {
        if (reply.Site != claim.Site || Secrets(key, reply) is not { BrokerPassword: { Length: > 0 and <= MaxPassword } } secrets)
            return new EnrolOutcome.Refused("the office's answer was not made for this machine", "try the same claim again; if it lasts, tell the office", MayHelpAgain: true);
        IReadOnlyList<string> waiting = [];
        var identity = new SiteIdentity(reply.Site, serial, claim.Collector, reply.Now, secrets.Version) { ConfigVersion = reply.ConfigVersion };
        var problems = new EnrolledFolder(stateDir).Put(reply, secrets, pem, identity, folder =>
        {
            (var load, waiting) = EnrolledConfig.Read(folder, folder.Config, reply.Site, stateDir);
            return [.. load.Errors.Select(error => error.ToString())];
        });
        if (problems.Count == 0) return new EnrolOutcome.Enrolled(reply.Site, waiting);
        await TellAsync(key, client, reply.Site, string.Join("; ", problems), ct);
        return new EnrolOutcome.Refused(
            $"the config that the office has for {reply.Site} cannot be used:\n  {string.Join("\n  ", problems)}",
            "the office was told; once it has put that right, the same claim works from this machine. Nothing was changed here", MayHelpAgain: true);
    }

    private static SiteSecrets? Secrets(AgentKey key, EnrolReply reply) => SealedSecrets.Open(key, reply.Sealed, reply.Site, "enrolment");

    private async Task TellAsync(AgentKey key, CollectorClient client, string site, string problem, CancellationToken ct)
    {
        var word = JsonSerializer.SerializeToUtf8Bytes(new MachineWord(site, serial, time.GetUtcNow(), problem), EnrolmentJson.Default.MachineWord);
        await client.PostAsync(EnrolmentPaths.Problem, key.Sign(word), EnrolmentJson.Default.SignedWord, EnrolmentJson.Default.EnrolProblem, ct);
    }
}

/// <summary>Secrets that were sealed to this machine.</summary>
internal static class SealedSecrets
{
    /// <summary>Null when they were not, or make no sense.</summary>
    public static SiteSecrets? Open(AgentKey key, byte[] box, string site, string what)
    {
        try
        {
            return key.Open(box, SiteSecrets.Purpose(site, what)) is { } plain ? JsonSerializer.Deserialize(plain, EnrolmentJson.Default.SiteSecrets) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
