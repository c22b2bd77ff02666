using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Broker;
using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.Signing;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>What an agent is answered: a value, or why not.</summary>
internal sealed record Answer<T>(T? Value, EnrolProblem? Refused)
    where T : class;

/// <summary>Makes machines sites, and lets cards go on in other machines.</summary>
/// <remarks>A claim is bound to a machine's key before the broker is asked: whatever breaks after that, the same machine asks again and gets a new password.</remarks>
internal sealed class EnrolmentDesk(
    CollectorDatabase database, CollectorConfig config, IBrokerAdmin broker, Lazy<SecretVault> vault, Lazy<SigningKey> signing, Wakeups wakeups, TimeProvider time, ILogger<EnrolmentDesk> logger) : IDisposable
{
    private const int PasswordBytes = 24;

    // One at a time: of two machines with one claim the second has to see the first.
    private readonly SemaphoreSlim _turn = new(1);

    private static readonly Actor Machine = new("agent", "agent", "enrolment");

    public async Task<Answer<EnrolReply>> EnrolAsync(EnrolRequest request, CancellationToken ct)
    {
        var serial = EnrolmentText.Serial(request.Serial);
        if (config.Enrolment is not { } enrolment || serial is null || request.Secret.Length != ClaimCode.SecretBytes || !SealedBox.IsPublicKey(request.PublicKey))
            return new(null, EnrolmentText.Nonsense);
        await _turn.WaitAsync(ct);
        try
        {
            var publicKey = Convert.ToBase64String(request.PublicKey);
            if (Decide(db => Take(db, request, publicKey, serial)) is { } refusal) return new(null, refusal);
            var password = NewPassword();
            if (await broker.PutAsync(BrokerUsers.Site(request.Site), password, ct) is { } problem) return new(null, NotNow(problem));
            return new(Decide(db => Enrolled(db, request, enrolment, publicKey, serial, password)), null);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<Answer<MoveReply>> MoveAsync(SignedWord signed, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (Decide(db => Heard(db, signed)) is not (var word, var identity)) return new(null, EnrolmentText.Nobody);
            var isSettled = word.Serial == identity.Serial;
            if (!isSettled && (identity.MovedSerial != word.Serial || identity.MoveState != Identity.Approved))
            {
                Decide(db => Asked(db, word, identity, now));
                return new(new MoveReply("pending", null, now), null);
            }

            var password = NewPassword();
            if (await broker.PutAsync(BrokerUsers.Site(word.Site), password, ct) is { } problem) return new(null, NotNow(problem));
            return new(Decide(db => Moved(db, word, identity, password, now)), null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>An agent says what it cannot use.</summary>
    public EnrolProblem? Complaint(SignedWord signed) => Decide(db =>
    {
        if (Heard(db, signed) is not ({ Problem: { } problem } word, _)) return EnrolmentText.Nobody;
        EnrolmentAlerts.Raise(db, word.Site, EnrolmentAlerts.ConfigRejected, null, problem, word.Serial, time.GetUtcNow());
        logger.LogWarning("{Site}: its machine cannot use the config that it was given: {Problem}", word.Site, DbText.Bounded(problem));
        return null;
    });

    public void Dispose() => _turn.Dispose();

    private T Decide<T>(Func<Db, T> decide)
    {
        var decided = database.Write(decide);
        wakeups.Alerts.Set();
        return decided;
    }

    private EnrolProblem? Take(Db db, EnrolRequest request, string publicKey, string serial)
    {
        var now = time.GetUtcNow();
        var claim = ClaimStore.Find(db, request.Secret);
        if (ClaimDecision.Refusal(claim, request.Site, publicKey, now) is { } refusal)
        {
            var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["serial"] = serial };
            AuditLog.Add(db, now, Machine, "site.enrol", request.Site, new ActionResult.Refused(refusal.Reason!), detail);
            var site = SiteRow.Find(db, request.Site) is null ? AlertScope.Office : request.Site;
            EnrolmentAlerts.Raise(db, site, EnrolmentAlerts.Refused, refusal.Reason, $"{request.Site}: {refusal.Detail}", serial, now);
            logger.LogWarning("{Site}: a machine with the serial number {Serial} was refused: {Detail}", request.Site, serial, refusal.Detail);
            return refusal;
        }

        ClaimStore.Use(db, claim!, publicKey, serial, now);

        // Known from here on, so that it can say what it cannot use; whoever was this site before is nobody now.
        IdentityStore.Put(db, request.Site, publicKey, serial, request.Version, now);
        return null;
    }

    private EnrolReply Enrolled(Db db, EnrolRequest request, EnrolmentConfig enrolment, string publicKey, string serial, string password)
    {
        var now = time.GetUtcNow();
        EnrolmentAlerts.ClearAll(db, request.Site, now);
        db.Execute("DELETE FROM site_runs WHERE site = @Site", new { request.Site });
        AuditLog.Add(db, now, Machine, "site.enrol", request.Site, new ActionResult.Done(0), new Dictionary<string, string>(StringComparer.Ordinal) { ["serial"] = serial });
        logger.LogInformation("{Site}: enrolled, the machine with the serial number {Serial}", request.Site, serial);
        var row = SiteRow.Find(db, request.Site)!;
        return new EnrolReply(request.Site, SiteConfig.Compose(row, enrolment), Sealed(db, request.Site, publicKey, password, "enrolment"), now)
        {
            ConfigVersion = row.ConfigVersion, NocKey = signing.Value.Public.ToPem(),
        };
    }

    /// <summary>Who signed, when it is the machine of a site; null: nobody that the office knows.</summary>
    private static (MachineWord Word, Identity Identity)? Heard(Db db, SignedWord signed)
    {
        if (EnrolmentText.Word(signed) is not { } word || IdentityStore.Find(db, word.Site) is not { RevokedMs: null } identity) return null;
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(identity.PublicKey), out _);
        return key.VerifyData(signed.Word, signed.Signature, HashAlgorithmName.SHA256) ? (word, identity) : null;
    }

    private bool Asked(Db db, MachineWord word, Identity identity, DateTimeOffset now)
    {
        if (identity.MovedSerial == word.Serial) return false;
        IdentityStore.SetMoved(db, word.Site, word.Serial, now);
        var detail = $"its card was in the machine {identity.Serial} and is in {word.Serial} now; it polls and keeps, and sends after: approve {word.Site}";
        EnrolmentAlerts.Raise(db, word.Site, EnrolmentAlerts.Moved, null, detail, word.Serial, now);
        logger.LogWarning("{Site}: {Detail}", word.Site, detail);
        return true;
    }

    private MoveReply Moved(Db db, MachineWord word, Identity identity, string password, DateTimeOffset now)
    {
        IdentityStore.Settle(db, word.Site, word.Serial);
        EnrolmentAlerts.ClearAll(db, word.Site, now);
        db.Execute("DELETE FROM site_runs WHERE site = @Site", new { word.Site });
        logger.LogInformation("{Site}: goes on in the machine {Serial}", word.Site, word.Serial);
        return new MoveReply("approved", Sealed(db, word.Site, identity.PublicKey, password, "move"), now);
    }

    private byte[] Sealed(Db db, string site, string publicKey, string password, string what)
    {
        var secrets = SecretStore.Of(db, vault.Value, site) with { BrokerPassword = password };
        return SealedBox.Seal(Convert.FromBase64String(publicKey), JsonSerializer.SerializeToUtf8Bytes(secrets, EnrolmentJson.Default.SiteSecrets), SiteSecrets.Purpose(site, what));
    }

    private EnrolProblem NotNow(string problem)
    {
        logger.LogError("no broker user can be made: {Problem}", problem);
        return new EnrolProblem(EnrolRefusals.NotNow, "the office cannot make a broker user now", "try the same claim again in a minute; if it lasts, tell the office to look into the collector's log");
    }

    private static string NewPassword() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
}
