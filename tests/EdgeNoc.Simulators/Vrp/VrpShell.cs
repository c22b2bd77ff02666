using System.Text;

namespace EdgeNoc.Simulators.Vrp;

/// <summary>One login at a VRP box's command line, byte for byte over a raw terminal: sshd starts one for each session.</summary>
/// <param name="name">The name in the prompt.</param>
/// <param name="interfaces">How many ports it has.</param>
/// <param name="isShell">Whether a shell with a terminal was asked for.</param>
/// <param name="folder">The file <c>traps</c> there is read before each command; each line that came is appended to <c>asked.log</c>.</param>
internal sealed class VrpShell(string name, int interfaces, bool isShell, string folder, Stream input, Stream output)
{
    private const string More = "  ---- More ----";
    private const int Page = 24;
    private static readonly string Erase = $"\x1b[42D{new string(' ', 42)}\x1b[42D";

    private const string Talk = "\r\nWarning: Negotiated key exchange algorithm and host key algorithm are not safe. It is recommended that you disable the insecure algorithm or upgrade the client.\r\n"
        + "\r\n*********************************************************\r\n*  Authorized users only. [Y] leave, [N] stay: <NOC>    *\r\n*********************************************************\r\n"
        + "Info: The last login failed 3 times.\r\n      The last login time is 2026-11-19 10:00:00+00:00 from 192.0.2.7 through SSH.\r\n\r\n";

    private bool _isPaged = true;

    private VrpTrap Traps => File.Exists(Path.Combine(folder, "traps")) && Enum.TryParse<VrpTrap>(File.ReadAllText(Path.Combine(folder, "traps")), out var traps) ? traps : VrpTrap.None;

    private string Prompt => Traps.HasFlag(VrpTrap.SystemView) ? $"[~{name}]" : $"<{name}>";

    public void Run()
    {
        if (!LogIn()) return;
        while (true)
        {
            Write(Prompt);
            if (ReadLine() is not { } command || command == "quit") return;
            if (command.Length > 0 && !Answer(command)) return;
        }
    }

    /// <summary>False when the box does not let the user in.</summary>
    private bool LogIn()
    {
        var traps = Traps;
        if (traps.HasFlag(VrpTrap.ExecRefused) && !isShell) return false;
        if (traps.HasFlag(VrpTrap.VtyFull))
        {
            Write("All user interfaces are used, please try later!\r\n");
            return false;
        }

        if (traps.HasFlag(VrpTrap.NoPrompt))
        {
            Write("Warning: authorized users only\r\n");
            ReadToEnd();
            return false;
        }

        if (traps.HasFlag(VrpTrap.PromptLikeData)) Write("<Welcome>\r\n");
        if (traps.HasFlag(VrpTrap.LoginTalk)) Write(Talk);
        if ((traps & (VrpTrap.PasswordQuestion | VrpTrap.PasswordExpired)) != VrpTrap.None && !AskForNewPassword(traps)) return false;
        if (traps.HasFlag(VrpTrap.UnexpectedQuestion))
        {
            Write("Enter your badge number:");
            ReadToEnd();
            return false;
        }

        Write("Info: The max number of VTY users is 21, the number of current VTY users online is 1, and total number of terminal users online is 2.\r\n      The current login time is 2026-11-20 10:00:00+00:00.\r\n");
        return true;
    }

    private bool AskForNewPassword(VrpTrap traps)
    {
        Write("Warning: The password is already expired.\r\nThe password needs to be changed. Change now? [Y/N]:");
        while (true)
        {
            switch (ReadLine()?.Trim())
            {
                case null:
                    return false;
                case "N" or "n" when traps.HasFlag(VrpTrap.PasswordExpired):
                    Write("Error: The password has expired. Please change it first.\r\n");
                    return false;
                case "N" or "n":
                    return true;
                case "Y" or "y":
                    Write("Please enter old password:");
                    break;
                default:
                    Write("Error: Please choose 'YES' or 'NO' first before pressing 'Enter'. [Y/N]:");
                    break;
            }
        }
    }

    /// <summary>False when the session ends.</summary>
    private bool Answer(string command)
    {
        var traps = Traps;
        if (traps.HasFlag(VrpTrap.HangUp)) return false;
        if (traps.HasFlag(VrpTrap.Flood) && command.StartsWith("display", StringComparison.Ordinal))
        {
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GigabitEthernet0/1/1        up    up           0%     0%          0          0\r\n", 1_300)));
            for (var megabytes = 0; megabytes < 100; megabytes++) output.Write(block);
            output.Flush();
        }

        if (traps.HasFlag(VrpTrap.Timestamp)) Write("2026-11-20 10:04:22.667 +03:00\r\n");
        if (command == "screen-length 0 temporary" && !traps.HasFlag(VrpTrap.Pager))
        {
            _isPaged = false;
            Write("Info: The configuration takes effect on the current user terminal interface only.\r\n");
            return true;
        }

        if (VrpScreens.Of(command, interfaces, traps) is not { } screen)
        {
            Write("                    ^\r\nError: Unrecognized command found at '^' position.\r\n");
            return true;
        }

        if (!Show(screen.Split('\n'))) return true;
        if (command == "display access-user" && traps.HasFlag(VrpTrap.TrailingQuestion))
        {
            Write("Are you sure to display some information? [Y/N]:");
            if (ReadLine() is not { } answer) return false;
            if (answer is "Y" or "y") Write("  170     123@god                 GE1/0/1.3      192.168.1.60       00e0-fc12-3456\r\n");
        }

        return true;
    }

    private bool Show(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            Write($"{lines[i]}\r\n");
            if (!_isPaged || (i + 1) % Page != 0 || i + 1 == lines.Length) continue;
            Write(More);
            var key = input.ReadByte();
            Write(Erase);
            if (key != ' ') return false;
        }

        return true;
    }

    private void ReadToEnd()
    {
        while (ReadLine() is not null)
        {
            // Nothing that is said changes anything.
        }
    }

    /// <summary>Null at the end; echoes what is typed.</summary>
    private string? ReadLine()
    {
        var line = new StringBuilder();
        while (input.ReadByte() is >= 0 and var letter)
        {
            if (letter is '\r' or '\n')
            {
                Write("\r\n");
                File.AppendAllText(Path.Combine(folder, "asked.log"), $"{line}\n");
                return line.ToString();
            }

            line.Append((char)letter);
            Write(((char)letter).ToString());
        }

        return null;
    }

    private void Write(string text)
    {
        output.Write(Encoding.UTF8.GetBytes(text));
        output.Flush();
    }
}
