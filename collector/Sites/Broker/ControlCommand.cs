using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNoc.Collector.Sites.Broker;

/// <summary>What one rule of a role allows.</summary>
/// <param name="Type"><c>publishClientSend, publishClientReceive, subscribeLiteral, subscribePattern</c>, as mosquitto's dynamic security has them.</param>
/// <param name="Topic">A topic or a filter.</param>
internal sealed record BrokerRule(string Type, string Topic);

/// <summary>A broker user with one role of the same name, which may do nothing but its rules.</summary>
internal sealed record BrokerUser(string Name, IReadOnlyList<BrokerRule> Rules);

/// <summary>Commands of mosquitto's dynamic-security plugin, and what it answers. Pure.</summary>
internal static class ControlCommand
{
    public const string Topic = "$CONTROL/dynamic-security/v1";
    public const string ResponseTopic = Topic + "/response";
    private const string AlreadyThere = "already exists", NotThere = "not found";

    /// <summary>What nobody mentions is forbidden; giving a subscription up is not.</summary>
    public static JsonObject DenyByDefault() => Command("setDefaultACLAccess", ("acls", new JsonArray(
        [.. new[] { ("publishClientSend", false), ("publishClientReceive", false), ("subscribe", false), ("unsubscribe", true) }.Select(row => new JsonObject { ["acltype"] = row.Item1, ["allow"] = row.Item2 })])));

    /// <summary>Makes a user with its role, or makes the one there is so. A session of that user ends: it has to connect again, with the new password.</summary>
    public static IReadOnlyList<JsonObject> Put(BrokerUser user, string password) =>
    [
        Command("createRole", ("rolename", RoleOf(user.Name))),
        Command("modifyRole", ("rolename", RoleOf(user.Name)), ("acls", Rules(user))),
        Command("createClient", ("username", user.Name), ("password", password), ("roles", Roles(user))),
        Command("modifyClient", ("username", user.Name), ("password", password), ("roles", Roles(user))),
        Command("enableClient", ("username", user.Name)),
    ];

    /// <summary>Removes a user with its role; its session ends at once.</summary>
    public static IReadOnlyList<JsonObject> Remove(string name) => [Command("deleteClient", ("username", name)), Command("deleteRole", ("rolename", RoleOf(name)))];

    public static JsonObject AskUser(string name) => Command("getClient", ("username", name));

    /// <summary>Whether an answer means that what was asked for is so now: making what is there, and removing what is not, changes nothing.</summary>
    public static bool IsFine(string command, string? error) =>
        error is null
        || (command.StartsWith("create", StringComparison.Ordinal) && error.Contains(AlreadyThere, StringComparison.OrdinalIgnoreCase))
        || (command.StartsWith("delete", StringComparison.Ordinal) && error.Contains(NotThere, StringComparison.OrdinalIgnoreCase));

    /// <summary>One message of commands, each with the number by which its answer is known.</summary>
    public static byte[] Message(IReadOnlyList<JsonObject> commands, string number)
    {
        foreach (var command in commands) command["correlationData"] = number;
        return System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["commands"] = new JsonArray([.. commands]) }.ToJsonString());
    }

    /// <summary>The answers to the message of that number, in its order; empty when it is about another.</summary>
    public static IReadOnlyList<(string Command, string? Error)> Answers(ReadOnlyMemory<byte> payload, string number)
    {
        try
        {
            if (JsonNode.Parse(payload.Span) is not JsonObject root || root["responses"] is not JsonArray responses) return [];
            return [.. responses.OfType<JsonObject>().Where(response => Text(response, "correlationData") == number).Select(response => (Text(response, "command") ?? "", Text(response, "error")))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? Text(JsonObject node, string name) => node[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string RoleOf(string user) => $"edgenoc-{user}";

    private static JsonArray Roles(BrokerUser user) => [new JsonObject { ["rolename"] = RoleOf(user.Name) }];

    private static JsonArray Rules(BrokerUser user) =>
        [.. user.Rules.Select(rule => new JsonObject { ["acltype"] = rule.Type, ["topic"] = rule.Topic, ["allow"] = true, ["priority"] = 0 })];

    private static JsonObject Command(string name, params ReadOnlySpan<(string Key, JsonNode Value)> parts)
    {
        var command = new JsonObject { ["command"] = name };
        foreach (var (key, value) in parts) command[key] = value;
        return command;
    }
}
