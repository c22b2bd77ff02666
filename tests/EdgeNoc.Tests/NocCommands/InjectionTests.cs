using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.MikroTik.Menus;
using EdgeNoc.Agent.Devices.Vrp;
using EdgeNoc.Common.NocCommands;
using EdgeNoc.Simulators.Vrp;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>Attempts to say more to a box than a command does: over every parameter of every command, with the real drivers; judged by what the boxes heard.</summary>
public sealed partial class InjectionTests
{
    private static readonly string[] Devices = ["router-1", "olt-1", "olt-2", "olt-4"];

    [Fact]
    public async Task No_parameter_of_any_command_says_anything_to_a_router_or_an_olt_but_questions()
    {
        await using var rig = await DeskRig.StartAsync();
        var random = Hostile.Any.Sample(150, 20);
        foreach (var (spec, parameter) in Parameters)
        {
            foreach (var text in Hostile.Listed.Concat(random).Distinct(StringComparer.Ordinal))
            {
                foreach (var device in spec.Name.StartsWith("show", StringComparison.Ordinal) ? Devices : ["olt-1"]) await AttackAsync(rig, spec, parameter, device, text);
            }
        }

        // The attack is one: things got through as far as they may.
        Assert.Contains(rig.Router.Commands, words => words.Any(word => word.StartsWith("?name=", StringComparison.Ordinal)));
        Assert.NotEmpty(rig.Zte.Box.Commands);
        Assert.All(rig.Router.Commands, words => Assert.True(IsQuestion(words), string.Join(" ", words)));
        Assert.All(rig.Zte.Box.Commands, line => Assert.Matches(@"\A(?:terminal length 0|show gpon onu (?:detail-info gpon(?:-onu_|_onu-)\d+/\d+/\d+:\d+|state gpon(?:-olt_|_olt-)\d+/\d+/\d+))\z", line));
        Assert.All(rig.SmartAx.Box.Commands, line => Assert.Matches(@"\A(?:enable|screen-length 0 temporary|display ont info (?:summary \d+/\d+/\d+|\d+ \d+ \d+ \d+))\z", line));
        Assert.All(rig.Hioso.Box.Commands, line => Assert.Matches(@"\A(?:enable|show onu (?:optical-ddm epon \d+/\d+ \d+|info epon \d+/\d+ all))\z", line));
        Assert.False(rig.Restarted);
    }

    /// <summary>A device that is tried is asked by the entry that somebody typed: each of its values is a parameter too.</summary>
    [Fact]
    public async Task No_value_of_a_device_that_is_tried_says_anything_to_a_box_but_questions()
    {
        await using var rig = await DeskRig.StartAsync();
        var good = await TryAsync(rig, "user", rig.Zte.Box.User);
        Assert.True(good.Outcome == CommandOutcome.Done, $"{good.Outcome} {good.Detail} {good.Text}");
        foreach (var end in Hostile.Ends)
        {
            foreach (var (key, value) in new (string, string)[] { ("user", rig.Zte.Box.User + end), ("id", "olt-1" + end), ("url", rig.Zte.Url + end), ("driver", "zte-cli" + end), (end, "x") })
                Assert.NotEqual(CommandOutcome.RateLimited, (await TryAsync(rig, key, value)).Outcome);
        }

        foreach (var file in (string[])["password_file", "password_credential", "password", "key_file", "ca_file"]) Assert.Equal(CommandOutcome.BadRequest, (await TryAsync(rig, file, "/etc/shadow")).Outcome);
        Assert.All(rig.Zte.Box.Commands, line => Assert.Matches(@"\A(?:terminal length 0|show (?:version-running|system-group|card|gpon|pon power)(?: [a-z0-9_:/-]+)*)\z", line));
    }

    [Fact]
    public async Task No_parameter_says_anything_to_a_vrp_box_but_display()
    {
        Assert.SkipWhen(VrpBox.Missing is not null, VrpBox.Missing ?? "");
        await using var rig = await DeskRig.StartAsync(withVrp: true);
        var good = await rig.AskAsync("show-interface", "ne-1", "GigabitEthernet0/1/1");
        Assert.Contains("GigabitEthernet0/1/1 current state : UP", good.Text, StringComparison.Ordinal);
        good = await rig.AskAsync("show-subscriber", "ne-1", "user-7@isp1");
        Assert.Contains("User IP address            : 10.1.0.7", good.Text, StringComparison.Ordinal);
        good = await rig.AskAsync("show-subscriber", "ne-1", "00:e0:fc:12:00:07");
        Assert.Contains("User name                  : user-7@isp1", good.Text, StringComparison.Ordinal);
        foreach (var (spec, parameter) in Parameters.Where(pair => pair.Spec.Name.StartsWith("show", StringComparison.Ordinal)))
        {
            foreach (var text in Hostile.Listed.Concat(Hostile.Any.Sample(60, 20)).Distinct(StringComparer.Ordinal)) await AttackAsync(rig, spec, parameter, "ne-1", text);
        }

        Assert.All(rig.VrpLines, line => Assert.True(VrpCommand.IsHarmless(line) && (line is "screen-length 0 temporary" or "quit" || VrpQuestion().IsMatch(line)), line));
    }

    private static IEnumerable<(CommandSpec Spec, CommandParameter Parameter)> Parameters => CommandCatalogue.All.SelectMany(spec => spec.Parameters.Select(parameter => (spec, parameter)));

    private static Task<CommandReply> TryAsync(DeskRig rig, string key, string value)
    {
        // The id is that of a device whose password is known here.
        var entry = new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = "olt-1", ["driver"] = "zte-cli", ["url"] = rig.Zte.Url, ["user"] = rig.Zte.Box.User };
        entry[key] = value;
        return rig.AskAsync("try", new Dictionary<string, string> { ["entry"] = JsonSerializer.Serialize(entry) }, CommandRole.Admin);
    }

    private static async Task AttackAsync(DeskRig rig, CommandSpec spec, CommandParameter parameter, string device, string text)
    {
        // A trace of an honest address takes a second, and its only parameter is read as that of a ping.
        if (spec.Name == "traceroute" && CommandCatalogue.Read(spec, new Dictionary<string, string> { [parameter.Name] = text }).Command is not null) return;
        if (spec.Name == "ping" && parameter.Name == "count" && CommandCatalogue.Read(spec, new Dictionary<string, string>(Hostile.Good(spec)) { ["count"] = text }).Command is not null) return;
        var reply = await rig.AskAsync(spec.Name, new Dictionary<string, string>(Hostile.Good(spec, device)) { [parameter.Name] = text }, CommandRole.Admin);
        Assert.True(reply.Outcome is not (CommandOutcome.Timeout or CommandOutcome.RateLimited or CommandOutcome.Expired), $"{spec.Name} {parameter.Name} {text}: {reply.Outcome} {reply.Detail}");
    }

    /// <summary>A printing command of the closed list with its own words, and at most one comparison more.</summary>
    private static bool IsQuestion(IReadOnlyList<string> words)
    {
        if (words[0] == "/login") return words.Skip(1).All(word => word.StartsWith("=name=", StringComparison.Ordinal) || word.StartsWith("=password=", StringComparison.Ordinal) || word.StartsWith(".tag=", StringComparison.Ordinal));
        if (RouterCommand.All.FirstOrDefault(known => known.Path == words[0]) is not { } command) return false;
        var more = words.Where(word => !command.Words.Contains(word) && !word.StartsWith(".tag=", StringComparison.Ordinal)).ToList();
        return more.Count <= 1 && more.All(word => Comparison().IsMatch(word));
    }

    [GeneratedRegex(@"\A\?(?:name|interface|user|caller-id|mac-address|address|host-name)=[A-Za-z0-9 ._:/@()+<>\-]{1,64}\z")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"\Adisplay (?:interface [A-Za-z0-9/.:\-]{1,64}|access-user (?:username [A-Za-z0-9][A-Za-z0-9._@+\-]{0,63}|mac-address [0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}|ip-address [0-9.]+|ipv6-address [0-9a-f:]+))\z")]
    private static partial Regex VrpQuestion();
}
