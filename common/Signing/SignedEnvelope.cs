using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNoc.Common.Signing;

/// <summary>Bytes and who signed them, as they travel: <c>{"v":1,"key":"…","signature":"…","payload":"…"}</c>.</summary>
/// <param name="V">1.</param>
/// <param name="Key">The first 16 hexadecimal digits of the SHA-256 of the signer's public key (SubjectPublicKeyInfo): which of the keys that are known it is.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over the payload's bytes, DER, so that <c>openssl dgst -sha256 -verify</c> checks it too.</param>
/// <param name="Payload">What was signed, byte for byte.</param>
public sealed record SignedEnvelope(int V, string Key, byte[] Signature, byte[] Payload)
{
    public const int Version = 1;

    /// <summary>A config of 4 MB, written as text within JSON, as base64.</summary>
    public const int MaxBytes = 8 << 20;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SigningJson.Default.SignedEnvelope);

    /// <summary>Null for what is no envelope. There is one way to write each: what reads alike but is written otherwise is none, so that no bit of it can change unnoticed.</summary>
    public static SignedEnvelope? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaxBytes) return null;
        try
        {
            return JsonSerializer.Deserialize(bytes, SigningJson.Default.SignedEnvelope) is { } read && bytes.SequenceEqual(read.ToBytes()) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SignedEnvelope))]
[JsonSerializable(typeof(SignedClaims))]
internal sealed partial class SigningJson : JsonSerializerContext;
