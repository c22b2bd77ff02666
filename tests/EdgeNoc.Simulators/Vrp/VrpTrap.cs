namespace EdgeNoc.Simulators.Vrp;

/// <summary>What a VRP box has been seen to do besides answering.</summary>
[Flags]
public enum VrpTrap
{
    None = 0,

    /// <summary>"The password needs to be changed. Change now? [Y/N]:" before the first prompt; an empty answer repeats the question.</summary>
    PasswordQuestion = 1,

    /// <summary>The same, and N does not help.</summary>
    PasswordExpired = 2,

    /// <summary><c>screen-length 0 temporary</c> is refused: pages of 24 lines.</summary>
    Pager = 4,

    /// <summary>A line with the time above each answer.</summary>
    Timestamp = 8,

    /// <summary>A question instead of the prompt below <c>display access-user</c>.</summary>
    TrailingQuestion = 16,

    /// <summary>The prompt of the system view.</summary>
    SystemView = 32,

    /// <summary>Lines in answers and a banner that look like prompts.</summary>
    PromptLikeData = 64,

    /// <summary>No session is left.</summary>
    VtyFull = 128,

    /// <summary>Lets in and says nothing more.</summary>
    NoPrompt = 256,

    /// <summary>100 MB instead of an answer.</summary>
    Flood = 512,

    /// <summary>A question that nobody foresaw.</summary>
    UnexpectedQuestion = 1024,

    NobodyOnline = 2048,

    /// <summary>Ends the session at the next command.</summary>
    HangUp = 4096,

    /// <summary>Not the administrator's virtual system: CPU, memory and health are refused.</summary>
    NotAdmin = 8192,

    /// <summary>Lets in and ends at once whatever is no shell with a terminal.</summary>
    ExecRefused = 16_384,

    /// <summary>Rows of <c>display interface brief</c> with one blank before PHY, or none.</summary>
    TightRows = 32_768,

    /// <summary>Counters with the packets before the bytes, as trunks have them.</summary>
    PacketsFirst = 65_536,

    /// <summary>No <c>display alarm active verbose</c>: alarms as a table whose texts are broken at its edge.</summary>
    WrappedAlarms = 131_072,

    /// <summary>Warnings, failed logins and a line of stars before the first prompt.</summary>
    LoginTalk = 262_144,

    /// <summary>Nothing is wrong with it: the list of active alarms is empty.</summary>
    NoAlarms = 524_288,

    /// <summary><c>display access-user</c> lists everybody; only <c>online-total-number</c> counts.</summary>
    ListsUsers = 1_048_576,
}
