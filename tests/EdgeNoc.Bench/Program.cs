Console.Error.WriteLine("Bench: nothing yet");
return 2;
