using System.Security.Cryptography;
using System.Text.Json;
using EdgeNoc.Agent.Enrolment;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>The files of a site's config, each replaced in one step: <c>agent.json</c>, which is the last good one; <c>candidate.json</c>; <c>local.json</c>, which somebody at the POP made; <c>config-state.json</c>.</summary>
internal sealed class ConfigFiles(string folder)
{
    public string LastGood { get; } = Path.Combine(folder, "agent.json");

    public string Candidate { get; } = Path.Combine(folder, "candidate.json");

    public string Local { get; } = Path.Combine(folder, "local.json");

    private string Ledger { get; } = Path.Combine(folder, "config-state.json");

    public static ConfigFiles Of(EnrolledFolder folder) => new(folder.Path);

    public byte[] ReadLastGood() => File.ReadAllBytes(LastGood);

    public byte[] ReadCandidate() => File.ReadAllBytes(Candidate);

    /// <summary>The same as in the status.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(ReadLastGood()));

    public void WriteCandidate(string text) => PrivateFile.Write(Candidate, text);

    public void ForgetCandidate() => File.Delete(Candidate);

    public void TakeCandidate() => File.Move(Candidate, LastGood, overwrite: true);

    public void TakeLocal() => File.Move(Local, LastGood, overwrite: true);

    /// <summary>Somebody at the POP made one, and nobody took it yet.</summary>
    public bool HasLocal => File.Exists(Local);

    public void ForgetLocal() => File.Delete(Local);

    /// <summary>What is known; null when nothing is, as on a machine that was enrolled by an older agent.</summary>
    public ConfigLedger? ReadLedger()
    {
        try
        {
            return File.Exists(Ledger) ? JsonSerializer.Deserialize(File.ReadAllBytes(Ledger), LedgerJson.Default.ConfigLedger) : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void WriteLedger(ConfigLedger ledger) => PrivateFile.Write(Ledger, JsonSerializer.Serialize(ledger, LedgerJson.Default.ConfigLedger));
}
