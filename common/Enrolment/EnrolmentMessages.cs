using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.Enrolment;

/// <summary>Where an agent finds what it needs to become a site.</summary>
public static class EnrolmentPaths
{
    /// <summary>GET: the certificate authority in PEM, which the claim's fingerprint proves.</summary>
    public const string Ca = "/enrol/v1/ca";

    /// <summary>GET: the office's public key in PEM, for a machine that was enrolled before there was one. Whoever asks believes it because of the server's certificate.</summary>
    public const string NocKey = "/enrol/v1/noc-key";

    /// <summary>POST <see cref="EnrolRequest"/>.</summary>
    public const string Claim = "/enrol/v1/claim";

    /// <summary>POST <see cref="SignedWord"/> of <see cref="MachineWord"/>: the same card in another machine asks to go on.</summary>
    public const string Move = "/enrol/v1/move";

    /// <summary>POST <see cref="SignedWord"/> of <see cref="MachineWord"/> with a problem: what came cannot be used.</summary>
    public const string Problem = "/enrol/v1/problem";
}

/// <summary>An agent that has a claim.</summary>
/// <param name="Site">The claim's site.</param>
/// <param name="Secret">The claim's secret.</param>
/// <param name="PublicKey">P-256, SubjectPublicKeyInfo; made on this machine, which keeps the other half.</param>
/// <param name="Serial">Of this machine.</param>
/// <param name="Version">Of the agent.</param>
public sealed record EnrolRequest(string Site, byte[] Secret, byte[] PublicKey, string Serial, string Version);

/// <summary>What makes a machine a site.</summary>
/// <param name="Site">Its id.</param>
/// <param name="Config">The agent's config as JSON; holds no secret.</param>
/// <param name="Sealed"><see cref="SiteSecrets"/> as JSON in a <see cref="SealedBox"/> for the purpose <c>SITE enrolment</c>.</param>
/// <param name="Now">The collector's clock: a machine without one takes it from here.</param>
public sealed record EnrolReply(string Site, string Config, byte[] Sealed, DateTimeOffset Now)
{
    /// <summary>The office's number of that config; 0 when it has none.</summary>
    public long ConfigVersion { get; init; }

    /// <summary>The office's public key in PEM: whom to believe when configs and updates come; null from an office without one.</summary>
    public string? NocKey { get; init; }
}

/// <summary>What a site has to keep to itself.</summary>
/// <param name="Version">Grows with each change of any.</param>
/// <param name="Devices">Passwords by the device's id.</param>
public sealed record SiteSecrets(long Version, IReadOnlyDictionary<string, string> Devices)
{
    /// <summary>Of its broker user; null where it stays as it is.</summary>
    public string? BrokerPassword { get; init; }

    /// <summary>Sealed for this, a box cannot be taken for another kind.</summary>
    public static string Purpose(string site, string what) => $"{site} {what}";
}

/// <summary>What an enrolled machine says for itself.</summary>
/// <param name="Site">Its site.</param>
/// <param name="Serial">Of the machine it is in now.</param>
/// <param name="At">By its clock, which may be wrong: only for people.</param>
/// <param name="Problem">What it cannot use, and why; null: nothing.</param>
public sealed record MachineWord(string Site, string Serial, DateTimeOffset At, string? Problem = null);

/// <summary>Something signed with the machine's key: ECDSA with SHA-256 over the very bytes.</summary>
/// <param name="Word">JSON.</param>
/// <param name="Signature">IEEE P1363, 64 bytes.</param>
public sealed record SignedWord(byte[] Word, byte[] Signature);

/// <summary>Whether a card may go on in another machine.</summary>
/// <param name="State"><c>pending</c>, <c>approved</c>, <c>refused</c>.</param>
/// <param name="Sealed">When approved: <see cref="SiteSecrets"/> with a new broker password, for the purpose <c>SITE move</c>.</param>
/// <param name="Now">The collector's clock.</param>
public sealed record MoveReply(string State, byte[]? Sealed, DateTimeOffset Now);

/// <summary>Why somebody was refused; the words for it are in <paramref name="Detail"/> and <paramref name="Remedy"/>.</summary>
/// <param name="Reason">A word for a program, see <see cref="EnrolRefusals"/>.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Remedy">What to do next.</param>
public sealed record EnrolProblem(string? Reason, string? Detail, string? Remedy);

/// <summary>The reasons of <see cref="EnrolProblem"/>.</summary>
public static class EnrolRefusals
{
    /// <summary>Another machine took it.</summary>
    public const string Used = "used";
    public const string Expired = "expired";

    /// <summary>The office took it back.</summary>
    public const string Revoked = "revoked";

    /// <summary>The office knows no such claim.</summary>
    public const string Wrong = "wrong";

    /// <summary>The office is not ready (its broker is away): try again.</summary>
    public const string NotNow = "not_now";
    public const string TooMany = "too_many";
    public const string BadRequest = "bad_request";
}

/// <summary>Changed passwords on their way over <c>cmd</c>, which is never retained.</summary>
/// <param name="Do">Always <c>secrets</c>.</param>
/// <param name="Version">As in <see cref="SiteSecrets"/>: what is not newer changes nothing.</param>
/// <param name="Sealed"><see cref="SiteSecrets"/> for the purpose <c>SITE secrets</c>.</param>
public sealed record SecretsCommand(string Do, long Version, byte[] Sealed);

/// <summary>The dialect of these messages, as on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UtcMillisecondsConverter)],
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(EnrolRequest))]
[JsonSerializable(typeof(EnrolReply))]
[JsonSerializable(typeof(SiteSecrets))]
[JsonSerializable(typeof(MachineWord))]
[JsonSerializable(typeof(SignedWord))]
[JsonSerializable(typeof(MoveReply))]
[JsonSerializable(typeof(EnrolProblem))]
[JsonSerializable(typeof(SecretsCommand))]
public sealed partial class EnrolmentJson : JsonSerializerContext;
