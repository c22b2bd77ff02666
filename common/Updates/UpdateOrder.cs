using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace EdgeNoc.Common.Updates;

/// <summary>Which package the office wants a site to run: the payload of a signed message with the purpose <c>update</c>.</summary>
/// <param name="Purpose">Always <c>update</c>.</param>
/// <param name="Site">Whom it is for.</param>
/// <param name="Version">The order's number, which grows with each order to that site.</param>
/// <param name="Package">What to run; null: whatever was ordered before is taken back.</param>
public sealed record UpdateOrder(string Purpose, string Site, long Version, UpdatePackage? Package)
{
    /// <summary>Null for what is no order, or one that nothing could be done with.</summary>
    public static UpdateOrder? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, UpdateJson.Default.UpdateOrder) is { } order && order.Package is not { IsUsable: false } ? order : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, UpdateJson.Default.UpdateOrder);
}

/// <summary>An agent's Debian package.</summary>
/// <param name="Version">Its Debian version.</param>
/// <param name="Arch"><c>amd64, arm64</c> or <c>all</c>.</param>
/// <param name="Size">Of the file, bytes.</param>
/// <param name="InstalledSize">Of what is in it, bytes.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
/// <param name="Path">Where it is at the collector, from the root.</param>
public sealed partial record UpdatePackage(string Version, string Arch, long Size, long InstalledSize, string Sha256, string Path)
{
    private const long MaxSize = 1L << 30, MaxInstalledSize = 4L << 30;

    /// <summary>The oldest version that it can take over from; null: any.</summary>
    public string? MinVersion { get; init; }

    /// <summary>The office means it: it may be older than what runs.</summary>
    public bool Downgrade { get; init; }

    internal bool IsUsable =>
        IsVersion(Version) && (MinVersion is null || IsVersion(MinVersion)) && Arch is "amd64" or "arm64" or "all" && Size is > 0 and <= MaxSize && InstalledSize is > 0 and <= MaxInstalledSize
        && Digest().IsMatch(Sha256) && Path == UpdatePaths.Package(Sha256);

    /// <summary>A version that dpkg takes and that names a folder.</summary>
    public static bool IsVersion(string? text) => text is not null && VersionText().IsMatch(text);

    [GeneratedRegex(@"\A[0-9][0-9A-Za-z.+~-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionText();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();
}

/// <summary>Where packages are at the collector's HTTPS. Who knows a package's digest may have it: the digest stands only in orders.</summary>
public static class UpdatePaths
{
    public const string Packages = "/updates/v1/packages/";

    public static string Package(string sha256) => Packages + sha256;
}

/// <summary>An order on its way over <c>cmd</c>, which is never retained: it comes again until the site's status names its number.</summary>
/// <param name="Do">Always <c>update</c>.</param>
/// <param name="Order">The signed envelope's bytes.</param>
public sealed record UpdateCommand(string Do, byte[] Order);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(UpdateOrder))]
[JsonSerializable(typeof(UpdateCommand))]
public sealed partial class UpdateJson : JsonSerializerContext;
