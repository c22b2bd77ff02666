using System.Text.Json;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>What comes from machines that nobody knows yet: read within bounds, and refused in words.</summary>
internal static class EnrolmentText
{
    private const int MaxSerial = 64, MaxWord = 64 << 10, SignatureBytes = 64;

    public static EnrolProblem Nonsense { get; } = new(EnrolRefusals.BadRequest, "the office does not understand this machine", "update the agent, or tell the office: it may not be set up for claims");

    public static EnrolProblem Nobody { get; } = new(EnrolRefusals.Revoked, "the office does not know this machine (any more)", "enrol it with a new claim");

    /// <summary>Null when it is none.</summary>
    public static string? Serial(string? text) => text is { Length: > 0 and <= MaxSerial } && text.All(char.IsAsciiLetterOrDigit) ? text : null;

    /// <summary>What was signed, whoever signed it; null when it makes no sense.</summary>
    public static MachineWord? Word(SignedWord signed)
    {
        if (signed.Word.Length > MaxWord || signed.Signature.Length != SignatureBytes) return null;
        try
        {
            return JsonSerializer.Deserialize(signed.Word, EnrolmentJson.Default.MachineWord) is { } word && Topics.IsSiteId(word.Site) && Serial(word.Serial) is not null ? word : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
