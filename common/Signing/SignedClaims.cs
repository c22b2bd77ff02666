using System.Text.Json;

namespace EdgeNoc.Common.Signing;

/// <summary>What every payload says of itself, beside what it is about: without it, what was signed for one use could be brought forward for another.</summary>
/// <param name="Purpose">One of <see cref="SignedPurposes"/>.</param>
/// <param name="Site">The site it is for.</param>
/// <param name="Version">Grows with each that is signed for this purpose and site, from 1.</param>
public sealed record SignedClaims(string Purpose, string Site, long Version)
{
    /// <summary>Null for what is no JSON object with these three.</summary>
    internal static SignedClaims? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, SigningJson.Default.SignedClaims);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What can be signed.</summary>
public static class SignedPurposes
{
    public const string Config = "config";
    public const string Update = "update";
}
