using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.NocCommands;

/// <summary>One thing wrong with a command's arguments.</summary>
/// <param name="Argument">Which.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record ArgumentProblem(string Argument, string Problem, string Remedy);

/// <summary>Reads a command's arguments, which are texts whoever sent them, and collects all that is wrong.</summary>
internal sealed partial class ArgumentReader(IReadOnlyDictionary<string, string> given)
{
    // What stands in for an argument that was complained of.
    private const string Nobody = "x";

    private const int MaxEntry = 8 << 10;
    private const int MaxSealed = 2 << 10;

    private readonly List<ArgumentProblem> _problems = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>All that is wrong, once everything was read; what nobody read is wrong too.</summary>
    public IReadOnlyList<ArgumentProblem> Finish(CommandSpec spec)
    {
        var known = spec.Parameters.Count == 0 ? $"{spec.Name} takes none" : $"{spec.Name} takes {string.Join(", ", spec.Parameters.Select(parameter => parameter.Name))}";
        foreach (var name in given.Keys.Where(name => !_read.Contains(name))) Wrong(ConfigSection.Quoted(name), "is no argument of it", known);
        return _problems;
    }

    public string Device(string name) => Checked(name, required: true, text => Topics.IsName(text) ? text : null, "is no id of a device", "write the id as the site's config has it") ?? Nobody;

    public string? Part(string name) => Checked(name, required: false, text => PartPattern().IsMatch(text) ? text : null, "is no part of a device", "write it as pon/0/3, onu/0/3:17 or if/ether1");

    public IPAddress Address(string name) =>
        Checked(name, required: true, text => HostAddress.TryParse(text, out var address, out _) && address.ScopeId() == 0 ? address : null, "is no IP address of a host", "write it as 192.0.2.1 or 2001:db8::1; names are not looked up") ?? IPAddress.None;

    public InterfaceName Interface(string name) =>
        Checked(name, required: true, InterfaceName.TryParse, "is no name of an interface", "write it as the device does: ether1, GigabitEthernet0/1/0, 1/1/3:17; letters, digits, blanks and . _ : / @ ( ) + -") ?? InterfaceName.TryParse(Nobody)!;

    public Subscriber Subscriber(string name) =>
        Checked(name, required: true, NocCommands.Subscriber.TryParse, "is neither an address nor a MAC nor a login name", "letters, digits and . _ @ + - make a name, 64 at most") ?? NocCommands.Subscriber.TryParse(Nobody)!;

    /// <summary>A JSON object of at most 8 kB; what stands in it the config's own reader judges.</summary>
    public string Entry(string name) => Checked(name, required: true, text => text.Length <= MaxEntry && IsObject(text) ? text : null, "is no entry of a config", "write a JSON object of at most 8 kB, such as {\"id\":\"olt-1\",\"driver\":\"hioso-epon\",\"url\":\"http://192.0.2.10\"}") ?? "{}";

    public byte[]? Sealed(string name) => Checked(name, required: false, text => text.Length <= MaxSealed && TryBase64(text, out var bytes) ? bytes : null, "is nothing that was sealed", "leave it out: the office seals it");

    public int Integer(string name, int otherwise, int least, int most)
    {
        int? Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
        _read.Add(name);
        if (!given.TryGetValue(name, out var text)) return otherwise;
        if (Parse(text) is { } number) return number;
        Wrong(name, $"{ConfigSection.Quoted(text)} cannot be used", string.Create(CultureInfo.InvariantCulture, $"write a number from {least} to {most}, or leave it out for {otherwise}"));
        return otherwise;
    }

    private T? Checked<T>(string name, bool required, Func<string, T?> parse, string problem, string remedy)
        where T : class
    {
        _read.Add(name);
        if (!given.TryGetValue(name, out var text))
        {
            if (required) Wrong(name, "is missing", remedy);
            return null;
        }

        if (parse(text) is { } value) return value;
        Wrong(name, $"{ConfigSection.Quoted(text)} {problem}", remedy);
        return null;
    }

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var isBase64 = Convert.TryFromBase64String(text, bytes, out var length);
        bytes = isBase64 ? bytes[..length] : [];
        return length > 0 && isBase64;
    }

    private void Wrong(string name, string problem, string remedy) => _problems.Add(new(name, problem, remedy));

    [GeneratedRegex(@"\A[a-z]{1,12}(?:/[A-Za-z0-9 ._:/@()+<>\-]{1,80})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartPattern();
}

file static class Scopes
{
    /// <summary>An address of a link names an interface of this machine, which nobody at the office knows.</summary>
    public static long ScopeId(this IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
}
